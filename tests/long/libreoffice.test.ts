import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "vitest";
import { readUploaded, template } from "../../server/bulk-changes/reading/read-brought.ts";
import { usualHeadings } from "../../server/bulk-changes/reading/table/columns.ts";
import { csvLine } from "../../server/csv/writing/csv-line.ts";

// vitest.config.ts includes this file only where LibreOffice is installed.

const rows = [
  ["Siân", "O’Neill", "sian.oneill@example.com", "100001"],
  ["Éric", 'Abel, Jr; "Rick"', "007@example.com", "10040001"],
];

/** vitest's `test` with LibreOffice: `saveAs` opens a CSV file, and saves it again as `filter` says. */
const test = base.extend("saveAs", async ({}, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), "console-libreoffice-"));
  onCleanup(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "template.csv"), template(true) + rows.map(csvLine).join(""));
  return await Promise.resolve((filter: string) => {
    const settings = [`-env:UserInstallation=file://${folder}/profile`, "--infilter=CSV:44,34,76,1"];
    const conversion = [
      "--convert-to",
      filter,
      "--outdir",
      join(folder, "saved"),
      join(folder, "template.csv"),
    ];
    execFileSync("soffice", [...settings, "--headless", ...conversion], { stdio: "pipe" });
    return readFileSync(join(folder, "saved/template.csv"));
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
    const { header, rows: brought } = await readUploaded(saveAs(filter), { needsOrganisation: true });

    expect(header).toEqual(usualHeadings(true));
    expect(brought.map(({ columns }) => columns)).toEqual(rows);
    expect(brought.map(({ urn, ukprn }) => [urn, ukprn])).toEqual([
      ["100001", ""],
      ["", "10040001"],
    ]);
  },
);
