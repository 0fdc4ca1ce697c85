import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Reading } from "./meter.ts";

/** A process under measurement. It stops at the end of its `using` scope. */
export type Measured = AsyncDisposable & {
  name: string;
  url: string;
  /** Reads what the process has used since it started. */
  read: () => Promise<Reading>;
};

const root = join(import.meta.dirname, "../../..");
const meter = join(import.meta.dirname, "meter.ts");

/**
 * Starts a script that listens on `PORT`, with production's settings, and waits until it says `"ready"`.
 *
 * @param flags of Node
 * @throws {Error} if it ends first
 */
export async function startMeasured(
  name: string,
  script: string,
  env: NodeJS.ProcessEnv,
  flags: string[] = [],
): Promise<Measured> {
  const child = fork(join(root, script), {
    env,
    execArgv: ["--import", meter, ...flags],
    stdio: ["ignore", "ignore", "inherit", "ipc"], // the product logs one line a request, as in production
  });
  const ended = once(child, "exit");
  await Promise.race([untilMessage(child, isReady), failOn(ended, `${name} ended before it was ready.`)]);
  return {
    name,
    url: `http://localhost:${env["PORT"] ?? ""}`,
    read: async () => {
      const reading = untilMessage(child, isReading);
      child.send("read the meter");
      return reading;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const isReady = (message: unknown): message is "ready" => message === "ready";
const isReading = (message: unknown): message is Reading => typeof message === "object";

function untilMessage<Message>(
  child: ChildProcess,
  isIt: (message: unknown) => message is Message,
): Promise<Message> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!isIt(message)) return;
      child.off("message", listen);
      resolve(message);
    };
    child.on("message", listen);
  });
}

async function failOn(ended: Promise<unknown>, message: string): Promise<never> {
  await ended;
  throw new Error(message);
}
