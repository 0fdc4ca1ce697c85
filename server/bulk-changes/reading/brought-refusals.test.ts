import { expect, it } from "vitest";
import { latin1, utf16le } from "../../../tests/inputs/csv-bytes.ts";
import { readPasted, readPosted, readUploaded } from "./read-brought.ts";

const anywhere = { needsOrganisation: true };
const known = { needsOrganisation: false };

const headings = "First name,Last name,Email address,URN";
const annRow = "Ann,Lee,ann.lee@example.com,100001";

const rowsOf = (count: number) => `${annRow}\n`.repeat(count);

it("reads as many rows as a bulk change can have, with a header too", async () => {
  expect((await readUploaded(Buffer.from(rowsOf(10_000)), anywhere)).rows).toHaveLength(10_000);
  const withHeader = Buffer.from(`${headings}\n${rowsOf(10_000)}`);
  expect((await readUploaded(withHeader, anywhere)).rows).toHaveLength(10_000);
});

const columns = "The columns must include first name, last name, email address and URN or UKPRN";
const notCsv = "The selected file must be a CSV";
const notUtf8 = "The selected file must be saved as CSV UTF-8";
const tooMany = "There must be 10,000 users or fewer";

it.each<[what: string, bytes: Uint8Array | string, message: string]>([
  ["nothing", "", "The selected file is empty"],
  ["empty rows only", "\uFEFF,,\r\n , \r\n", "The selected file is empty"],
  ["a header only", headings, "The selected file is empty"],
  ["a workbook", latin1("PK\x03\x04\x14"), notCsv],
  ["an old workbook", latin1("\xd0\xcf\x11\xe0\xa1\xb1"), notCsv],
  ["a PDF", "%PDF-1.7 a,b", notCsv],
  ["a picture", latin1("\x89PNG\r\n\x1a\n"), notCsv],
  ["a photograph", latin1("\xff\xd8\xff\xe0"), notCsv],
  ["a compressed file", latin1("\x1f\x8b\x08"), notCsv],
  ["a web page that is called a workbook", "\uFEFF\n<html><table>", notCsv],
  ["formatted text", "{\\rtf1", notCsv],
  ["bytes that are no text", latin1("ab\0c,d"), notCsv],
  ["a character 0 in UTF-16", utf16le("\uFEFFa,b,\0c"), notCsv],
  [
    "UTF-8 but for a byte",
    Buffer.concat([Buffer.from("Siân,b,c@x.uk,1\n"), latin1("Caf\xe9,b,c@x.uk,1")]),
    notUtf8,
  ],
  ["bytes that CP1252 does not have", latin1("Ren\x8d,b,c@x.uk,1"), notUtf8],
  ["UTF-16 that was cut off", utf16le(`\uFEFF${annRow}`).subarray(0, -1), notUtf8],
  ["accents of Excel on Mac, 'CSV (Macintosh)'", latin1(`Ren\x8e,b,c@x.uk,1\r${annRow}\r`), notUtf8],
  [
    "a quotation mark without end",
    `a,b\n\n"c\nd",e\n"f,g\n${annRow}`,
    "Row 4 has a quotation mark that is never closed",
  ],
  [
    "a quotation mark that ends at the next one",
    `${annRow}\n"${annRow}\n${annRow}\n"${annRow}"\n`,
    "Row 2 has a quotation mark that is never closed",
  ],
  [
    "a quotation mark without end in a long file",
    `${annRow}\n"${rowsOf(5_000)}`,
    "Row 2 has a quotation mark that is never closed",
  ],
  ["a line without end", "x".repeat(200_000), columns],
  ["more than 2MB", Buffer.alloc(2 * 1024 * 1024 + 1, "a,b\n"), "The selected file must be smaller than 2MB"],
  ["too many rows", rowsOf(10_001), tooMany],
  ["too many rows with a header", `${headings}\n${rowsOf(10_001)}`, tooMany],
  ["a row that is too wide", `${annRow}\n${annRow},${"x,".repeat(47)}`, "Row 2 has more than 50 columns"],
  ["too few columns", "Ann,Lee,ann.lee@example.com", columns],
  ["text without columns", "Ann Lee <ann.lee@example.com>\nBo Lee <bo@example.com>", columns],
  ["a header that lacks a column", "Surname,Email,URN\nLee,ann.lee@example.com,100001", columns],
  ["a header of other things", "Name,Email,School\nAnn Lee,ann.lee@example.com,Ashgrove", columns],
])("refuses %s", async (_, bytes, message) => {
  await expect(readUploaded(Buffer.from(bytes), anywhere)).rejects.toMatchObject({ message, field: "file" });
});

it("names the columns that it needs where the organisation is known", async () => {
  await expect(readPasted("Ann\tLee\n", known)).rejects.toMatchObject({
    message: "The columns must include first name, last name and email address",
    field: "pasted",
  });
});

const file = (text: string) => ({ bytes: Buffer.from(text) });

it.each([
  ["neither", { fields: { pasted: " \r\n" }, file: null }, "Paste the users or upload a CSV file", "pasted"],
  ["no fields", { fields: {}, file: null }, "Paste the users or upload a CSV file", "pasted"],
  [
    "pasted headings",
    { fields: { pasted: headings }, file: null },
    "Paste the users or upload a CSV file",
    "pasted",
  ],
  [
    "both",
    { fields: { pasted: annRow }, file: file(annRow) },
    "Paste the users or upload a file, not both",
    "file",
  ],
  [
    "too long a text",
    { fields: { pasted: "x".repeat(2 * 1024 * 1024 + 1) }, file: null },
    "The pasted text must be smaller than 2MB",
    "pasted",
  ],
  [
    "a broken body",
    { fields: {}, file: null, isBroken: true },
    "The selected file could not be uploaded – try again",
    "file",
  ],
] as const)("refuses a form with %s", async (_, posted, message, field) => {
  await expect(readPosted({ isBroken: false, ...posted }, anywhere)).rejects.toMatchObject({
    message,
    field,
  });
});
