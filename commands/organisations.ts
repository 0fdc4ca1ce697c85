import {
  importOrganisations,
  type ImportSummary,
} from "../server/organisations/import/import-organisations.ts";
import { runCommand } from "./frame/command.ts";
import { standardOutput } from "./frame/output.ts";
import { subcommand } from "./frame/subcommand.ts";
import { withDatabase } from "./frame/with-database.ts";

const importFile = subcommand({
  summary: "Adds and updates organisations from a CSV file, in UTF-8 or CP1252",
  details: [
    "",
    "FILE is the 'all establishment data' of Get Information About Schools, or a list of providers with the columns",
    "name,ukprn,urn,town,postcode. The columns may be in any order; others are ignored.",
    "",
    "An organisation is known by its URN, a provider without one by its UKPRN. Schools that are not open, about to open",
    "or about to close are left out. Nothing is ever deleted, and nothing is changed unless every row is right.",
    "",
    "The database is the one that DATABASE_URL names.",
  ],
  arguments: ["FILE"],
  run: async ({ FILE }, output) => {
    const summary = await withDatabase((db) =>
      importOrganisations(db, FILE, (count) => output.progress(`${format(count)} rows read`)),
    );
    output.progress("");
    for (const line of describe(summary)) output.line(line);
  },
});

function describe({ added, updated, unchanged, leftOut, keptThoughLeftOut }: ImportSummary): string[] {
  const statuses = Array.from(leftOut, ([status, count]) => `${format(count)} ${status}`);
  const total = Array.from(leftOut.values()).reduce((sum, count) => sum + count, 0);
  return [
    `Added: ${format(added)}`,
    `Updated: ${format(updated)}`,
    `Unchanged: ${format(unchanged)}`,
    `Left out: ${format(total)}${statuses.length > 0 ? ` (${statuses.join("; ")})` : ""}`,
    ...(keptThoughLeftOut > 0
      ? [`Left out but imported before, and kept: ${format(keptThoughLeftOut)}`]
      : []),
  ];
}

function format(count: number): string {
  return count.toLocaleString("en-GB");
}

process.exitCode = await runCommand(
  { name: "organisations", summary: "Organisations of the service", subcommands: { import: importFile } },
  process.argv.slice(2),
  standardOutput,
);
