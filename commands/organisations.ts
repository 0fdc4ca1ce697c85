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

function describe(summary: ImportSummary): string[] {
  const { encoding, separator } = summary.format;
  return [
    `Read as: ${encodings[encoding]}, separated by ${separators[separator]}`,
    ...(summary.kind === "links" ? describeLinks(summary) : describeOrganisations(summary)),
  ];
}

function describeOrganisations(summary: Summary<"organisations">): string[] {
  const { added, updated, closed, reopened, unchanged, leftOut, keptThoughLeftOut } = summary;
  return [
    `Added: ${format(added)}`,
    `Updated: ${format(updated)}`,
    ...ifAny("Closed", closed),
    ...ifAny("Opened again", reopened),
    `Unchanged: ${format(unchanged)}`,
    describeLeftOut(leftOut),
    ...ifAny("Left out but imported before, and kept", keptThoughLeftOut),
  ];
}

function describeLinks({ added, removed, unchanged, unknown, leftOut }: Summary<"links">): string[] {
  return [
    `Links added: ${format(added)}`,
    `Links removed: ${format(removed)}`,
    `Links unchanged: ${format(unchanged)}`,
    ...ifAny("Links of organisations that are not here", unknown),
    describeLeftOut(leftOut),
  ];
}

type Summary<Kind extends ImportSummary["kind"]> = Extract<ImportSummary, { kind: Kind }>;

function ifAny(what: string, count: number): string[] {
  return count > 0 ? [`${what}: ${format(count)}`] : [];
}

function describeLeftOut(leftOut: ImportSummary["leftOut"]): string {
  const reasons = Array.from(leftOut, ([reason, count]) => `${format(count)} ${reason}`);
  const total = Array.from(leftOut.values()).reduce((sum, count) => sum + count, 0);
  return `Left out: ${format(total)}${reasons.length > 0 ? ` (${reasons.join("; ")})` : ""}`;
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
FILE is the 'all establishment data' of Get Information About Schools, a list of providers with
the columns name,ukprn,urn,town,postcode, or the links of Get Information About Schools. Columns
may be in any order. Other columns are ignored. It is in UTF-8, UTF-16 or CP1252, and its fields
are separated by commas, semicolons or tabs.

An organisation is known by its URN; a provider without one by its UKPRN. A closed school closes
the organisation that was imported before. Other schools that are not open, about to open or about
to close are left out. No organisation is ever deleted. If a row is wrong, nothing is changed.

Of the links, those to successors are imported. Import the establishments first: a link is stored
only where both of its organisations are here.

DATABASE_URL names the database.

Examples:
  npm run organisations -- import edubasealldata.csv
  npm run organisations -- import links_edubasealldata.csv`;

process.exitCode = await runCommand("organisations", (command) => {
  command.description("Organisations of the service");
  command
    .command("import")
    .description("Adds, updates and closes organisations from a CSV file, or links them to their successors")
    .argument("<FILE>", "the path of the file", readText)
    .addHelpText("after", notes)
    .action(importFile);
});
