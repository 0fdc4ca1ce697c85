import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../output");
const file = join(folder, "product.log");

/** A line that a process of the product wrote while the browser tests ran. */
export type LoggedLine = { process: string; line: string };

/** Begins anew, as the product of the browser tests starts; returns what keeps each line. */
export function startProductLog(): (process: string, line: string) => void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, "");
  return (process, line) => {
    appendFileSync(file, `${JSON.stringify({ process, line } satisfies LoggedLine)}\n`);
  };
}

/** Keeps where the product's database is, for as long as the run lasts. */
export function keepDatabaseUrl(url: string): void {
  writeFileSync(join(folder, "database-url"), url);
}

/** What the browser tests of this run left. */
export function readProductLog(): { databaseUrl: string; lines: LoggedLine[] } {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return {
    databaseUrl: readFileSync(join(folder, "database-url"), "utf8"),
    lines: lines.map((line) => JSON.parse(line) as LoggedLine),
  };
}
