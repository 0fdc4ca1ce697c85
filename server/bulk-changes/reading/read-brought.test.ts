import { expect, it } from "vitest";
import { latin1, utf16be, utf16le } from "../../../tests/inputs/csv-bytes.ts";
import { readPasted, readPosted, readUploaded, template } from "./read-brought.ts";
import type { Brought } from "./table/arrange-rows.ts";

const anywhere = { needsOrganisation: true };
const known = { needsOrganisation: false };

const headings = ["First name", "Last name", "Email address", "URN"];
const sian = ["Siân", "O’Neill", "sian.oneill@example.com", "100001"];
const eric = ["Éric", "Abel, Jr", "eric.abel@example.com", "100002"];

/** Saves rows as a spreadsheet does, which puts a cell with a separator in quotation marks. */
function save(separator: string, lineEnd = "\r\n", rows = [headings, sian, eric]): string {
  const cell = (text: string) => (text.includes(separator) ? `"${text}"` : text);
  return rows.map((cells) => cells.map(cell).join(separator) + lineEnd).join("");
}

const cp1252 = (text: string) => latin1(text.replaceAll("’", "\x92"));

/** The fields of each row, without empty ones. */
function fieldsOf({ rows }: Brought): string[][] {
  return rows.map((row) =>
    [row.firstName, row.lastName, row.email, row.urn, row.ukprn].filter((text) => text !== ""),
  );
}

it.each<[program: string, bytes: Uint8Array | string]>([
  ["Excel on Windows, 'CSV UTF-8'", `\uFEFF${save(",")}`],
  ["Excel on Windows, 'CSV (Comma delimited)'", cp1252(save(","))],
  ["Excel on Windows where a comma is the decimal separator", cp1252(save(";"))],
  ["Excel on Windows, 'Text (Tab delimited)'", cp1252(save("\t"))],
  ["Excel on Windows, 'Unicode Text'", utf16le(`\uFEFF${save("\t")}`)],
  ["Excel on Mac, 'CSV UTF-8'", `\uFEFF${save(";")}`],
  ["LibreOffice", save(",", "\n")],
  [
    "LibreOffice, with all text in quotation marks",
    save(",", "\n").replaceAll(/"?([^,\n"]+(?:, Jr)?)"?/g, '"$1"'),
  ],
  ["LibreOffice, in UTF-16", utf16le(save(";", "\n"))],
  ["Google Sheets", save(",").trimEnd()],
  ["Google Sheets, as tab-separated values", save("\t").trimEnd()],
  ["Numbers on Mac", save(";", "\n")],
  ["a program that saves line ends of an old Mac", save(",", "\r")],
  ["a program that saves big-endian UTF-16", utf16be(`\uFEFF${save(",")}`)],
])("reads a file of %s", async (_, bytes) => {
  const brought = await readUploaded(Buffer.from(bytes), anywhere);

  expect(brought).toMatchObject({ header: headings, rows: [{ number: 2 }, { number: 3 }] });
  expect(fieldsOf(brought)).toEqual([sian, eric]);
});

const ann = ["Ann", "Lee", "ann.lee@example.com"];
const annRow = `Ann,Lee,ann.lee@example.com,100001`;

it.each<[what: string, text: string, rows: string[][], numbers: number[]]>([
  ["no header", annRow, [[...ann, "100001"]], [1]],
  [
    "a URN and a UKPRN without a header",
    `${annRow}\n${annRow.replace("100001", "10040001")}`,
    [
      [...ann, "100001"],
      [...ann, "10040001"],
    ],
    [1, 2],
  ],
  ["a first line that names the separator", `sep=;\r\n${save(";")}`, [sian, eric], [2, 3]],
  ["empty rows and columns at the end", `${annRow},,,\n,,,,,,\n,,,,,,\n`, [[...ann, "100001"]], [1]],
  [
    "empty rows first and between",
    `\n\nForename,Surname,Email,URN\n, ,\n\u00a0\n${annRow}\n`,
    [[...ann, "100001"]],
    [6],
  ],
  [
    "a row of several lines",
    `First name,Last name,Email,URN,Notes\n${annRow},"Head\n\nof Year"\n${annRow},\n`,
    [
      [...ann, "100001"],
      [...ann, "100001"],
    ],
    [2, 3],
  ],
  [
    "numbers as formulas",
    `Ann,Lee,ann.lee@example.com,="100001"\n"=""Ann""",Lee,ann.lee@example.com,"=""10040001"""`,
    [
      [...ann, "100001"],
      [...ann, "10040001"],
    ],
    [1, 2],
  ],
  [
    "numbers with separators of thousands, decimals and an apostrophe",
    `Ann,Lee,ann.lee@example.com,"100,001"\nAnn,Lee,ann.lee@example.com,100001.00\nAnn,Lee,ann.lee@example.com,'100001`,
    [
      [...ann, "100001"],
      [...ann, "100001"],
      [...ann, "100001"],
    ],
    [1, 2, 3],
  ],
  [
    "numbers that lost a zero, and dates for names",
    "URN,First name,Last name,Email,Phone\n42,01-May,May-01,a@example.com,7700900123",
    [["01-May", "May-01", "a@example.com", "42"]],
    [2],
  ],
  [
    "smart quotes",
    "“Ann”,Lee,ann.lee@example.com,100001",
    [["“Ann”", "Lee", "ann.lee@example.com", "100001"]],
    [1],
  ],
  [
    "quotation marks within a name",
    `Ann "Annie",Lee,ann.lee@example.com,100001\n"Ann" B,Lee,b@example.com,100001`,
    [
      ['Ann "Annie"', "Lee", "ann.lee@example.com", "100001"],
      ['"Ann" B', "Lee", "b@example.com", "100001"],
    ],
    [1, 2],
  ],
  [
    "cells of our outcome file",
    `"'=Ann","'-Lee","ann.lee@example.com","100001"`,
    [["=Ann", "-Lee", "ann.lee@example.com", "100001"]],
    [1],
  ],
  ["rows that are too short", `Ann\n${annRow}`, [["Ann"], [...ann, "100001"]], [1, 2]],
  [
    "two columns for one thing",
    "First name,Surname,Email,Email address,URN\nAnn,Lee,,ann.lee@example.com,100001\nAnn,Lee,a@example.com,b@example.com,100001",
    [
      [...ann, "100001"],
      ["Ann", "Lee", "a@example.com", "100001"],
    ],
    [2, 3],
  ],
])("reads %s", async (_, text, rows, numbers) => {
  const brought = await readUploaded(Buffer.from(text), anywhere);

  expect(fieldsOf(brought)).toEqual(rows);
  expect(brought.rows.map(({ number }) => number)).toEqual(numbers);
});

it("keeps every cell as it came, and makes rows and header equally wide", async () => {
  const text = 'Notes, E-mail ,Forename,Family name,,,\n"=""1""",b@x.uk,B,Y\n,a@x.uk,A,X,more,,\n';

  expect(await readUploaded(Buffer.from(text), known)).toEqual({
    header: ["Notes", " E-mail ", "Forename", "Family name", ""],
    rows: [
      {
        number: 2,
        columns: ['="1"', "b@x.uk", "B", "Y", ""],
        firstName: "B",
        lastName: "Y",
        email: "b@x.uk",
        urn: "",
        ukprn: "",
      },
      {
        number: 3,
        columns: ["", "a@x.uk", "A", "X", "more"],
        firstName: "A",
        lastName: "X",
        email: "a@x.uk",
        urn: "",
        ukprn: "",
      },
    ],
  });
});

it("reads what is pasted from a spreadsheet, where the first cell may be empty", async () => {
  const brought = await readPasted(
    "\tLee\tann.lee@example.com\r\nAnn\tLee\tann.lee@example.com\t\r\n",
    known,
  );

  expect(fieldsOf(brought)).toEqual([["Lee", "ann.lee@example.com"], ann]);
});

it("takes a fourth column without a heading for a URN or UKPRN only if it has numbers", async () => {
  const read = (...cells: string[]) =>
    readPasted(cells.map((cell) => [...ann, cell].join("\t")).join("\n"), known);

  expect(fieldsOf(await read("100001", ""))).toEqual([[...ann, "100001"], ann]);
  expect(fieldsOf(await read("100001", "Head"))).toEqual([ann, ann]);
});

it("bounds every text, and stores no half characters", async () => {
  const name = `${"x".repeat(999)}😀`;
  const brought = await readPasted(`First name\tLast name\tEmail\tURN\n${name}\tLee\0\ta@x.uk\t1`, anywhere);

  const kept = `${"x".repeat(999)}\uFFFD`;
  expect(brought.rows).toEqual([
    expect.objectContaining({ firstName: kept, columns: [kept, "Lee\uFFFD", "a@x.uk", "1"] }),
  ]);
});

it.each([true, false])(
  "reads the template with a row below its headings (organisation needed: %s)",
  async (needsOrganisation) => {
    const options = { needsOrganisation };

    expect(
      fieldsOf(await readUploaded(Buffer.from(`${template(needsOrganisation)}${annRow}`), options))[0],
    ).toEqual(expect.arrayContaining(ann));
    await expect(readUploaded(Buffer.from(template(needsOrganisation)), options)).rejects.toThrow(
      "The selected file is empty",
    );
  },
);

const file = (text: string) => ({ bytes: Buffer.from(text) });

it("reads what is pasted or what is uploaded", async () => {
  const pasted = { fields: { pasted: annRow }, file: null, isBroken: false };
  const uploaded = { fields: { pasted: "" }, file: file(annRow), isBroken: false };

  for (const posted of [pasted, uploaded])
    expect(fieldsOf(await readPosted(posted, anywhere))).toEqual([[...ann, "100001"]]);
});
