import type { ServerResponse } from "node:http";

const tasks = new WeakMap<ServerResponse, (() => void)[]>();

/**
 * Calls a function after a response was sent, or its client disconnected. All functions of a response share one listener:
 * streams add several of their own to a download, and Node warns of more than ten.
 */
export function afterResponse(response: ServerResponse, task: () => void): void {
  const known = tasks.get(response);
  if (known !== undefined) {
    known.push(task);
    return;
  }
  const all = [task];
  tasks.set(response, all);
  response.once("close", () => {
    for (const one of all) one();
  });
}
