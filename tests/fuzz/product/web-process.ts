import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { findFreePorts } from "../../setup/free-port.ts";

const script = join(import.meta.dirname, "../../../server/main.ts");

/** The web process as deployed, and its output. */
export type WebProcess = {
  url: string;
  port: number;
  isRunning: () => boolean;
  /** Reads the output since the last call; waits for the line with the mark. */
  readLog: (mark: string) => Promise<string[]>;
  stop: () => Promise<void>;
};

/** Starts `npm run web` as built, and waits until it is ready. */
export async function startWebProcess(variables: Record<string, string>): Promise<WebProcess> {
  const [port = 0] = await findFreePorts(1);
  const env = { ...variables, PORT: String(port), NODE_ENV: "production" as const };
  const child = fork(script, { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const log = collectLines(child);
  const ended = once(child, "close");
  await Promise.race([once(child, "message"), ended]);
  return {
    ...{
      port,
      url: `http://127.0.0.1:${port}`,
      isRunning: () => child.exitCode === null && child.signalCode === null,
    },
    readLog: log.readUntil,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

/** Collects both streams by line. Node's own warnings are on the second. */
function collectLines(child: ChildProcess) {
  let written = "";
  const changes = new EventTarget();
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding("utf8").on("data", (text: string) => {
      written += text;
      changes.dispatchEvent(new Event("change"));
    });
  }
  child.once("close", () => changes.dispatchEvent(new Event("change")));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    readUntil: async (mark: string) => {
      while (!written.includes(mark) && !isOver()) await once(changes, "change");
      const end = written.lastIndexOf("\n") + 1;
      const lines = written
        .slice(0, end)
        .split("\n")
        .filter((line) => line !== "");
      written = written.slice(end);
      return lines;
    },
  };
}
