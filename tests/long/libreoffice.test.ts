import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test as base } from "vitest";
import { outcomeCsv } from "../../server/bulk-changes/reading/outcome-csv.ts";
import { readUploaded, template } from "../../server/bulk-changes/reading/read-brought.ts";
import { usualHeadings } from "../../server/bulk-changes/reading/table/columns.ts";
import { csvLine } from "../../server/csv/writing/csv-line.ts";

// vitest.config.ts includes this file only where LibreOffice is installed.

const rows = [
  ["Siân", "O’Neill", "sian.oneill@example.com", "100001"],
  ["Éric", 'Abel, Jr; "Rick"', "007@example.com", "10040001"],
];

/** How LibreOffice opens our CSV files. `asText`: with 'Format quoted field as text', which its dialog offers. */
const opened = { asUsual: "CSV:44,34,76,1", asText: "CSV:44,34,76,1,,0,true" };

/** vitest's `test` with LibreOffice: `saveAs` opens a CSV file, and saves it again as `filter` says. */
const test = base.extend("saveAs", async ({}, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), "console-libreoffice-"));
  onCleanup(() => rmSync(folder, { recursive: true }));
  return await Promise.resolve((csv: string, filter: string, opening = opened.asUsual) => {
    const file = join(folder, "file.csv");
    writeFileSync(file, csv);
    const settings = [`-env:UserInstallation=file://${folder}/profile`, `--infilter=${opening}`];
    const conversion = ["--convert-to", filter, "--outdir", join(folder, "saved"), file];
    execFileSync("soffice", [...settings, "--headless", ...conversion], { stdio: "pipe" });
    return readFileSync(join(folder, "saved/file.csv"));
  });
});

/** LibreOffice's options of a CSV file: separator, quotation mark, encoding, first line, and whether all text is quoted. */
const saved = (separator: string, encoding: number, quotesAll = false) =>
  `csv:Text - txt - csv (StarCalc):${separator.charCodeAt(0)},34,${encoding},1,,0,${String(quotesAll)}`;

const [utf8, cp1252, utf16] = [76, 1, 65_535];

test.for([
  ["as it does by default", "csv"],
  ["with semicolons", saved(";", utf8)],
  ["with tabs", saved("\t", utf8)],
  ["in CP1252", saved(",", cp1252)],
  ["in UTF-16", saved(";", utf16)],
  ["with all text in quotation marks", saved(",", utf8, true)],
] as const)(
  "the template comes back from LibreOffice when it is saved %s",
  async ([, filter], { saveAs }) => {
    const file = saveAs(template(true) + rows.map(csvLine).join(""), filter);
    const { header, rows: brought } = await readUploaded(file, { needsOrganisation: true });

    expect(header).toEqual(usualHeadings(true));
    expect(brought.map(({ columns }) => columns)).toEqual(rows);
    expect(brought.map(({ urn, ukprn }) => [urn, ukprn])).toEqual([
      ["100001", ""],
      ["", "10040001"],
    ]);
  },
);

const cells = [
  ["Siân", "O’Neill", "sian.oneill@example.com", "100001", "=1+1", "0012"],
  ["Éric", "Ærø, “Rick”", "007@example.com", "10040001", "@SUM(A1:A9)", "+44 20 7946 0000"],
];

test("the outcome shows every cell as it came, and no formula becomes a number", async ({ saveAs }) => {
  async function* outcomes() {
    yield* await Promise.resolve(
      cells.map((columns) => ({ columns, outcome: "Not added", problem: "No: ‘zu lang’" })),
    );
  }
  const headings = [...usualHeadings(true), "Notes", "Phone"];
  const outcome = await text(Readable.from(outcomeCsv(headings, outcomes())));

  const shown = (opening: string) => {
    const [first, ...lines] = saveAs(outcome, saved("\t", utf8), opening).toString("utf8").trim().split("\n");
    return [first, lines.map((line) => line.split("\t"))];
  };

  const asCame = [
    ["Siân", "O’Neill", "sian.oneill@example.com", "100001", "'=1+1", "0012", "Not added", "No: ‘zu lang’"],
    [
      "Éric",
      "Ærø, “Rick”",
      "007@example.com",
      "10040001",
      "'@SUM(A1:A9)",
      "'+44 20 7946 0000",
      "Not added",
      "No: ‘zu lang’",
    ],
  ];
  const header = [...headings, "Outcome", "Problem"].join("\t");
  expect(shown(opened.asText)).toEqual([header, asCame]);
  // A spreadsheet that is not told otherwise takes text of digits for a number, in any CSV file.
  expect(shown(opened.asUsual)).toEqual([
    header,
    asCame.map((row) => row.map((cell) => (cell === "0012" ? "12" : cell))),
  ]);
  const { rows: brought } = await readUploaded(saveAs(outcome, "csv", opened.asText), {
    needsOrganisation: true,
  });
  expect(brought.map(({ columns }) => columns.slice(0, 4))).toEqual(cells.map((row) => row.slice(0, 4)));
});
