import { fork } from "node:child_process";
import { once } from "node:events";

/** A process of ours and what it said when it was ready. */
export type Attached<Answer> = { answer: Answer; stop: () => Promise<void> };

/**
 * Starts a script that calls `serveParent`, and waits until it is ready. It stops by itself when this process ends,
 * however it ends: vitest runs no teardown after Ctrl-C.
 *
 * @param parameters what the script finds in `process.argv`
 * @throws {Error} when the script ends before it is ready; what it said is on standard error
 */
export async function startAttached<Answer>(
  script: string,
  parameters: string[] = [],
): Promise<Attached<Answer>> {
  const child = fork(script, parameters, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = once(child, "exit"); // "close" never comes after a disconnect from this side
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

/** In the script: starts something, tells the parent process, and stops it when the parent lets go or is gone. */
export async function serveParent<Answer extends object>(
  start: () => Promise<Attached<Answer>>,
): Promise<void> {
  // A terminal's Ctrl-C reaches this process too; the parent's end is what counts.
  process.on("SIGINT", () => undefined);
  const disconnected = once(process, "disconnect");
  const { answer, stop } = await start();
  process.send?.(answer, () => undefined); // a parent that is gone by now is no error
  if (process.connected) await disconnected;
  await stop();
  process.exit(); // a handle left open must not keep the run waiting
}
