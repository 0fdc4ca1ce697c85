import { join } from "node:path";
import { keepRunning } from "../../../local/processes/keep-running.ts";

const root = join(import.meta.dirname, "../../..");

/** Accepts every email, and sends receipts later than its slowest response. Clients time out first. */
export const notifyTuning = {
  limit: 1_000_000,
  kept: 1_000_000,
  pace: { sending: 500, done: 1_500 },
  hangMs: 600_000,
};

/** Changes to the usual test configuration: the simulated staff are faster than people. */
export const behaviour = {
  NODE_ENV: "production" as const,
  ORGANISATION_USER_EDITING: "until-first-sign-in",
  RATE_LIMIT_SIGN_IN: "100000",
  RATE_LIMIT_SAVES: "100000",
  RATE_LIMIT_CALLS: "100000",
};

/**
 * Starts the built product as an operator runs it: a web process on each port, and as many workers. Each is restarted
 * when it ends.
 *
 * @param workerFile what a worker runs, from the project's folder
 * @param started stops them at its end
 */
export async function startProcesses(
  env: NodeJS.ProcessEnv,
  ports: number[],
  workerFile: string,
  started: AsyncDisposableStack,
) {
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  const start = async (name: string, file: string, variables: NodeJS.ProcessEnv) => {
    const kept = await keepRunning({ name, file: join(root, file), env: variables, report });
    started.defer(() => kept.stop());
    return kept;
  };
  const webs = ports.map((port) => start("web", "server/main.ts", { ...env, PORT: String(port) }));
  const workers = ports.map(() => start("worker", workerFile, env));
  return { webs: await Promise.all(webs), workers: await Promise.all(workers), lines };
}
