import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs `npm run bench` with these options, without a build, and returns its table. */
export async function runBenchmark(...options: string[]): Promise<string> {
  const script = join(import.meta.dirname, "main.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options]);
  return stdout;
}
