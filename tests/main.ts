import { styleText } from "node:util";
import { runChecks, runBuild, type Outcome } from "./checks.ts";
import { runVitest } from "./run-vitest.ts";

const filters = process.argv.slice(2);
const outcomes: Outcome[] = [];

if (filters.includes("--check")) {
  outcomes.push(...(await runChecks(report)));
} else {
  // Filters select tests during development. The build still runs, because browser tests need it.
  if (filters.length === 0) outcomes.push(...(await runChecks(report)));
  outcomes.push(await runBuild(report));
  outcomes.push(await runVitest(filters));
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

function report(name: string, ok: boolean, seconds: number, output: string): void {
  const mark = ok ? styleText("green", "ok    ") : styleText("red", "FAILED");
  process.stdout.write(`${mark} ${name} (${seconds.toFixed(1)} s)\n${ok ? "" : output}`);
}
