import { fork } from "node:child_process";
import { once } from "node:events";

/** A child process and the message it sent when it was ready. */
export type Attached<Answer> = { answer: Answer; stop: () => Promise<void> };

/**
 * Starts a script that calls `serveParent`, and waits until it is ready. It also stops when this process
 * ends, because vitest runs no teardown after Ctrl-C.
 *
 * @param parameters the script's arguments
 * @throws {Error} if the script ends before it is ready; its output is on standard error
 */
export async function startAttached<Answer>(
  script: string,
  parameters: string[] = [],
): Promise<Attached<Answer>> {
  const child = fork(script, parameters, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit"); // "close" is not emitted after a disconnect from this side
  const early = ended.then(() => {
    throw new Error(`${script} ended before it was ready.`);
  });
  const [answer] = (await Promise.race([once(child, "message"), early])) as [Answer];
  early.catch(() => undefined);
  return {
    answer,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/**
 * Called by the script: starts something, tells the parent process, and stops when the parent disconnects or
 * ends.
 */
export async function serveParent<Answer extends object>(
  start: () => Promise<Attached<Answer>>,
): Promise<void> {
  // What ends the whole group reaches this process too: Ctrl-C, or `timeout`. It stops when the parent ends.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
  const disconnected = once(process, "disconnect");
  const { answer, stop } = await start();
  process.send?.(answer, () => undefined); // the parent may have ended
  if (process.connected) await disconnected;
  await stop();
  process.exit(); // an open handle must not keep the run waiting
}
