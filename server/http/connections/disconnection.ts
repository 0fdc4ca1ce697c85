import type { ServerResponse } from "node:http";

/**
 * Returns a function that returns a signal, which is aborted when the client disconnects before the whole response is
 * sent. The signal is made only when it is asked for, because most requests do not need one.
 */
export function disconnectionOf(response: ServerResponse): () => AbortSignal {
  let controller: AbortController | undefined;
  return () => {
    controller ??= createController(response);
    return controller.signal;
  };
}

function createController(response: ServerResponse): AbortController {
  const controller = new AbortController();
  if (response.closed && !response.writableFinished) controller.abort();
  response.on("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller;
}
