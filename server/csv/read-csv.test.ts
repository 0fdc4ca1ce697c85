import { expect, it } from "vitest";
import { latin1, opening, utf16be, utf16le } from "../../tests/inputs/csv-bytes.ts";
import { collect } from "../../tests/readings/collect.ts";
import { tellFormat } from "./format.ts";
import { readCsv } from "./read-csv.ts";

async function read(bytes: Uint8Array | string, pieceLength = Infinity) {
  const whole = Buffer.from(bytes);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += pieceLength) pieces.push(whole.subarray(at, at + pieceLength));
  const open = opening(...pieces);
  return collect(readCsv(open, await tellFormat(open)));
}

const fieldsOf = async (bytes: Uint8Array | string) => (await read(bytes)).map(({ fields }) => fields);

const table = [
  ["URN", "EstablishmentName", "Town"],
  ["900001", "St Mary’s Catholic Primary School", "Leeds"],
  ["900002", "FIERTÉ Academy", "Leeds"],
  ["900003", "Ysgol Glyndŵr, Lower School", "Leeds"],
];
const save = (separator: string, lineEnd = "\r\n") =>
  table.map(([urn, name, town]) => [urn, `"${name}"`, town].join(separator)).join(lineEnd) + lineEnd;

it.each<[name: string, bytes: Uint8Array | string]>([
  ["with commas", save(",")],
  ["with semicolons", save(";")],
  ["with tabs", save("\t")],
  ["without quotation marks", save(";").replaceAll('"', "")],
  ["with a byte order mark", `\uFEFF${save(",")}`],
  ["as Unicode text, in UTF-16 with tabs", utf16le(`\uFEFF${save("\t")}`)],
  ["in big-endian UTF-16", utf16be(`\uFEFF${save(",")}`)],
  ["in UTF-16 without a byte order mark", utf16le(save(";"))],
  ["with line ends of Unix", save(",", "\n")],
  ["with line ends of an old Mac", save(",", "\r")],
  ["without the last line end", save(",").trimEnd()],
])("reads a table saved %s", async (_, bytes) => {
  expect(await fieldsOf(bytes)).toEqual(table);
  expect(
    (await read(bytes, 1)).map(({ fields }) => fields),
    "byte by byte",
  ).toEqual(table);
});

it("reads CP1252, quotation marks, dashes and euro sign included", async () => {
  expect(await fieldsOf(latin1("\xc9cole \x96 St Mary\x92s;5 \x80"))).toEqual([["École – St Mary’s", "5 €"]]);
});

it("reads separators, quotation marks and line breaks within quotation marks", async () => {
  expect(await fieldsOf('"a,b","c""d","",e,"""f"""\n"g\r\nh\ri",\n,"j\n\n",k')).toEqual([
    ["a,b", 'c"d', "", "e", '"f"'],
    ["g\nh\ni", ""],
    ["", "j\n\n", "k"],
  ]);
});

it("leaves out empty rows, and counts lines as an editor and rows as a spreadsheet does", async () => {
  const rows = await read('\r\na,b\r\n , \r\n"c\r\nd\n\re",f\r,\n\ng,h', 3);

  expect(rows).toEqual([
    { line: 2, row: 2, fields: ["a", "b"] },
    { line: 4, row: 4, fields: ["c\nd\n\ne", "f"] },
    { line: 10, row: 7, fields: ["g", "h"] },
  ]);
});

it.each(["sep=;\r\na,b;c", "\uFEFFSEP=;\na,b;c", "sep=;;;\ra,b;c"])(
  "takes a first line that names the separator for no row: %j",
  async (text) => {
    expect(await read(text)).toEqual([{ line: 2, row: 1, fields: ["a,b", "c"] }]);
  },
);

const keep = async (text: string) => {
  const open = opening(Buffer.from(text));
  return collect(readCsv(open, await tellFormat(open), "keep"));
};

it("keeps quotation marks within fields where it should", async () => {
  const rows = await keep('="1",5" pipe,"a" b,"c,d",e\n"f\ng","""h"""\n');

  expect(rows.map(({ fields }) => fields)).toEqual([
    ['="1"', '5" pipe', '"a" b', "c,d", "e"],
    ["f\ng", '"h"'],
  ]);
});

it.each(['a,b\n"c,d\ne,"f",g\n', 'a,b\n"c,d\ne,f\n'])(
  "but never one that would take in rows: %j",
  async (text) => {
    await expect(keep(text)).rejects.toMatchObject({ kind: "quotation mark not closed", row: 2 });
  },
);

it.each([
  [
    "a quotation mark without end",
    'a,b\n\nc,"d\ne,f\n',
    "line 3: a quotation mark is never closed; the file may have been cut off",
  ],
  ["text after a quotation mark", 'a,b\n"c"d,e', "line 2: there is text after a closing quotation mark"],
  [
    "a quotation mark within a field",
    'a,b\n"c\n",d\ne,5" pipe\nf,"g"',
    "line 4: there is a quotation mark within a field that does not begin with one",
  ],
  [
    "a quoted row without end",
    `a,b\n"${"x,\n".repeat(50_000)}`,
    "line 2: the row is longer than 100,000 characters; a quotation mark may never be closed",
  ],
  [
    "a line without end",
    `a,b\n${"xx,".repeat(60_000)}`,
    "line 2: the row is longer than 100,000 characters; a quotation mark may never be closed",
  ],
])("refuses %s, with the line", async (_, text, message) => {
  await expect(read(text)).rejects.toMatchObject({ message });
  await expect(read(text, 1_000)).rejects.toMatchObject({ message });
});

it("reads no further than a row that is too long", async () => {
  let count = 0;
  const open = async function* () {
    for (; count < 1_000; count += 1) yield await Promise.resolve(Buffer.from('"'.padEnd(10_000, "x")));
  };

  await expect(collect(readCsv(open, { encoding: "utf-8", separator: "," }))).rejects.toThrow("line 1: ");
  expect(count).toBeLessThan(20);
});
