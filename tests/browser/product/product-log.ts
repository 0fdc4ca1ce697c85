import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../output");
const file = join(folder, "product.log");

/** A line that a process of the product wrote while the browser tests ran. */
export type LoggedLine = { process: string; line: string };

/** Empties the log when the product starts, and returns the function that adds a line. */
export function startProductLog(): (process: string, line: string) => void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, "");
  return (process, line) => {
    appendFileSync(file, `${JSON.stringify({ process, line } satisfies LoggedLine)}\n`);
  };
}

/** Stores the address of the product's database for the rest of the run. */
export function keepDatabaseUrl(url: string): void {
  writeFileSync(join(folder, "database-url"), url);
}

/** Reads the log and the database address of this run's browser tests. */
export function readProductLog(): { databaseUrl: string; lines: LoggedLine[] } {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return {
    databaseUrl: readFileSync(join(folder, "database-url"), "utf8"),
    lines: lines.map((line) => JSON.parse(line) as LoggedLine),
  };
}
