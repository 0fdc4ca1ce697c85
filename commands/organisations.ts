import type { CsvFormat } from "../server/csv/format.ts";
import {
  importOrganisations,
  type ImportSummary,
} from "../server/organisations/import/import-organisations.ts";
import { readText, runCommand, writeLine } from "./run-command.ts";
import { withDatabase } from "./with-database.ts";

async function importFile(path: string): Promise<void> {
  const summary = await withDatabase((db) =>
    importOrganisations(db, path, (count) => showProgress(`${format(count)} rows read`)),
  ).finally(() => showProgress(""));
  for (const line of describe(summary)) writeLine(line);
}

/** Overwrites the last progress text on standard error. Does nothing if standard error is not a terminal. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}

function describe({
  format: read,
  added,
  updated,
  unchanged,
  leftOut,
  keptThoughLeftOut,
}: ImportSummary): string[] {
  const statuses = Array.from(leftOut, ([status, count]) => `${format(count)} ${status}`);
  const total = Array.from(leftOut.values()).reduce((sum, count) => sum + count, 0);
  return [
    `Read as: ${encodings[read.encoding]}, separated by ${separators[read.separator]}`,
    `Added: ${format(added)}`,
    `Updated: ${format(updated)}`,
    `Unchanged: ${format(unchanged)}`,
    `Left out: ${format(total)}${statuses.length > 0 ? ` (${statuses.join("; ")})` : ""}`,
    ...(keptThoughLeftOut > 0
      ? [`Left out but imported before, and kept: ${format(keptThoughLeftOut)}`]
      : []),
  ];
}

const encodings: Record<CsvFormat["encoding"], string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "CP1252",
};

const separators: Record<CsvFormat["separator"], string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

function format(count: number): string {
  return count.toLocaleString("en-GB");
}

const notes = `
FILE is the 'all establishment data' of Get Information About Schools, or a list of providers with
the columns name,ukprn,urn,town,postcode. Columns may be in any order. Other columns are ignored.
It is in UTF-8, UTF-16 or CP1252, and its fields are separated by commas, semicolons or tabs.

An organisation is known by its URN; a provider without one by its UKPRN. Schools that are not
open, about to open or about to close are left out. Nothing is ever deleted. If a row is wrong,
nothing is changed.

DATABASE_URL names the database.

Example:
  npm run organisations -- import edubasealldata.csv`;

process.exitCode = await runCommand("organisations", (command) => {
  command.description("Organisations of the service");
  command
    .command("import")
    .description("Adds and updates organisations from a CSV file")
    .argument("<FILE>", "the path of the file", readText)
    .addHelpText("after", notes)
    .action(importFile);
});
