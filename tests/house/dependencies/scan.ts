import { spawnSync } from "node:child_process";
import { z } from "zod";

/** What `npm audit --json` prints. Where the registry does not answer, there is an error and no list. */
const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

/**
 * Asks the registry for known vulnerabilities of every installed package, and prints those that are high or critical.
 * Where the registry does not answer, it says so, and the scan counts as skipped.
 *
 * @param folder the folder with the `package-lock.json`
 * @returns the exit code: 1 if there is a vulnerability that is high or critical
 */
export function scan(folder: string, print: (line: string) => void): 0 | 1 {
  const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd: folder, encoding: "utf8" });
  const report = reportSchema.safeParse(parse(stdout));
  if (!report.success) {
    print("Skipped: the registry does not answer requests for known vulnerabilities.");
    return 0;
  }
  const grave = Object.entries(report.data.vulnerabilities).filter(([, { severity }]) =>
    ["high", "critical"].includes(severity),
  );
  for (const [name, { severity }] of grave) print(`${name}: ${severity}`);
  print(`${grave.length} packages have a high or critical vulnerability.`);
  return grave.length === 0 ? 0 : 1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

if (import.meta.main) {
  process.exitCode = scan(process.cwd(), (line) => process.stdout.write(`${line}\n`));
}
