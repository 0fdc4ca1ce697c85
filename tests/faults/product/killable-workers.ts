import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Environment } from "../../../server/environment.ts";
import { startProxy } from "./interruptible-proxy.ts";

/** A send that Notify accepted, and whose worker was killed before it could record it. */
export type Kill = { emailId: string; at: number };

type Orders = { environment: Environment; workers: number; kills: number };

/** One run of a worker, from its start to its end, and how many of its emails Notify has accepted. */
type WorkerRun = { child: ChildProcess; accepted: number };

const fatalEmail = 2;
const script = join(import.meta.dirname, "worker-process.ts");

/**
 * Runs workers that are killed (SIGKILL) when Notify has accepted their second email, before they can commit:
 * each worker's responses pass through its own proxy. A killed worker restarts at once. After the wanted
 * number of kills, workers keep running.
 */
export async function startKillableWorkers({ environment, workers, kills: wanted }: Orders) {
  await using started = new AsyncDisposableStack();
  const kills: Kill[] = [];
  const notifyPort = Number(new URL(environment.NOTIFY_BASE_URL).port);
  for (let count = 0; count < workers; count++) {
    const onAnswer = (answer: Buffer) => {
      const emailId = acceptedEmail(answer.toString());
      const run = worker.run();
      if (emailId === undefined || ++run.accepted !== fatalEmail || kills.length >= wanted) return;
      kills.push({ emailId, at: Date.now() });
      run.child.kill("SIGKILL");
    };
    const proxy = await startProxy([notifyPort], started, onAnswer);
    const url = `http://127.0.0.1:${proxy.port}`;
    const worker = keepAlive({ ...asVariables(environment), NOTIFY_BASE_URL: url });
    started.defer(worker.stop);
  }
  const stack = started.move();
  return { kills, stop: () => stack.disposeAsync() };
}

/** The reference of the email, if the response says that Notify accepted one. */
function acceptedEmail(answer: string): string | undefined {
  return answer.startsWith("HTTP/1.1 201 ") ? /"reference":"([^"]+)"/.exec(answer)?.[1] : undefined;
}

/** Runs a worker, and restarts it whenever it ends, until it is stopped. */
export function keepAlive(env: NodeJS.ProcessEnv) {
  let stopping = false;
  const start = (): WorkerRun => {
    const child = fork(script, { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    child.once("exit", () => {
      if (!stopping) run = start();
    });
    return { child, accepted: 0 };
  };
  let run = start();
  return {
    run: () => run,
    stop: async () => {
      stopping = true;
      const exit = once(run.child, "exit");
      run.child.kill("SIGTERM");
      await exit;
    },
  };
}

export function asVariables(environment: Environment): NodeJS.ProcessEnv {
  const ours = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  return { PATH: process.env["PATH"], ...Object.fromEntries(ours) } as NodeJS.ProcessEnv;
}
