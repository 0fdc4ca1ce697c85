import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Outcome } from "./checks.ts";
import type { Count } from "./count-reporter.ts";

const root = join(import.meta.dirname, "..");

/**
 * Runs vitest in its own process, so that a crash counts as a failure.
 *
 * @param filters the arguments after `npm test --`. Without any, a project in which no test ran has failed.
 */
export async function runVitest(filters: string[]): Promise<Outcome> {
  const args = ["run", "--config", "tests/vitest.config.ts", ...filters];
  const child = fork(join(root, "node_modules/vitest/vitest.mjs"), args, { cwd: root });
  process.on("SIGINT", waitForVitest); // Ctrl-C reaches vitest too
  process.on("SIGTERM", () => child.kill());
  let count: Count = { passed: 0, failed: 0, silent: [] };
  child.on("message", (message) => {
    count = message as Count;
  });
  const [code] = (await once(child, "close")) as [number | null];
  const silent = filters.length === 0 ? count.silent : [];
  for (const name of silent) process.stdout.write(`FAILED ${name}: no test ran\n`);
  const failed = count.failed + silent.length;
  const nothingRan = count.passed + failed === 0;
  const unexplained = failed === 0 && (code !== 0 || nothingRan) ? 1 : 0;
  return { passed: count.passed, failed: failed + unexplained };
}

function waitForVitest(): void {
  process.stdout.write("Stopping\n");
}
