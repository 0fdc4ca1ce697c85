import { expect, it } from "vitest";
import { latin1, opening, utf16be, utf16le } from "../../tests/inputs/csv-bytes.ts";
import { type CsvFormat, tellFormat } from "./format.ts";

const tell = (...pieces: Uint8Array[]) => tellFormat(opening(...pieces));
const utf8 = (text: string) => Buffer.from(text);
const text = "URN,Name\r\n1,École St Mary’s";

it.each<[name: string, bytes: Uint8Array, encoding: CsvFormat["encoding"]]>([
  ["nothing", utf8(""), "utf-8"],
  ["ASCII", utf8("URN,Name"), "utf-8"],
  ["UTF-8", utf8(text), "utf-8"],
  ["UTF-8 with a byte order mark", utf8(`\uFEFF${text}`), "utf-8"],
  ["UTF-8 of two, three and four bytes a character", utf8("é’ 한 😀"), "utf-8"],
  ["UTF-16 with a byte order mark", utf16le(`\uFEFF${text}`), "utf-16le"],
  ["big-endian UTF-16 with a byte order mark", utf16be(`\uFEFF${text}`), "utf-16be"],
  ["UTF-16 whose first character is not ASCII", utf16le("\uFEFFŵ,Name"), "utf-16le"],
  ["UTF-16 without a byte order mark", utf16le(text), "utf-16le"],
  ["big-endian UTF-16 without a byte order mark", utf16be(text), "utf-16be"],
  ["CP1252", latin1("\xc9cole \x96 St Mary\x92s, 5 \x80"), "windows-1252"],
  ["CP1252 that ends as a character of UTF-8 begins", latin1("Caf\xe9"), "windows-1252"],
  ["CP1252 with É’, which is UTF-8 by chance", latin1("CAF\xc9\x92S,St Mary\x92s"), "windows-1252"],
  ["CP1252 with É and a no-break space", latin1("CAF\xc9\xa0,St Mary\x92s"), "windows-1252"],
])("tells the encoding of %s", async (_, bytes, encoding) => {
  expect(await tell(bytes)).toMatchObject({ encoding });
  expect(await tell(...Array.from(bytes, (byte) => Uint8Array.of(byte))), "byte by byte").toMatchObject({
    encoding,
  });
});

const mixed = "the file is UTF-8, but this line is not; correct it, or save the file as 'CSV UTF-8'";

it.each<[name: string, bytes: Uint8Array, message: string]>([
  ["UTF-8 but for one byte", Buffer.concat([utf8("a\r\nŵ\r\n"), latin1("Caf\xe9")]), `line 3: ${mixed}`],
  ["one byte before UTF-8", Buffer.concat([latin1("a\rCaf\xe9\r"), utf8("ŵ")]), `line 2: ${mixed}`],
  ["Ö in UTF-8 and one byte", Buffer.concat([utf8("Örebro\n"), latin1("Caf\xe9")]), `line 2: ${mixed}`],
  ["a byte order mark and one byte", Buffer.concat([utf8("\uFEFFa\n"), latin1("\xe9")]), `line 2: ${mixed}`],
  ["a surrogate in UTF-8", Buffer.concat([utf8("é\n"), latin1("\xed\xa0\x80")]), `line 2: ${mixed}`],
  ["an overlong form", Buffer.concat([utf8("é\n"), latin1("\xc0\xaf")]), `line 2: ${mixed}`],
  [
    "another encoding",
    latin1("\xc9\n\x90\n\x8f"),
    "line 2: the file is neither UTF-8 nor CP1252; save it as 'CSV UTF-8'",
  ],
  [
    "a spreadsheet",
    latin1("PK\x03\x04\x14\0\n\0\xe9é"),
    "line 1: the file is not text; save it from the spreadsheet as 'CSV UTF-8'",
  ],
  [
    "UTF-16 that was cut off",
    utf16le(text).subarray(0, -1),
    "the file is UTF-16, but not valid; it may have been cut off",
  ],
  [
    "half a character in UTF-16",
    utf16le("\uFEFFa\uD800b"),
    "the file is UTF-16, but not valid; it may have been cut off",
  ],
])("refuses %s", async (_, bytes, message) => {
  await expect(tell(bytes)).rejects.toMatchObject({ message });
  await expect(tell(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).rejects.toMatchObject({ message });
});

it.each<[name: string, start: string, separator: CsvFormat["separator"]]>([
  ["commas", "a,b,c", ","],
  ["semicolons", "a;b;c", ";"],
  ["tabs", "a\tb\tc", "\t"],
  ["one column", "name", ","],
  ["semicolons around names with commas", "Smith, Ann;Mr;a@example.com", ";"],
  ["as many commas as semicolons", "Smith, Ann;a@example.com", ";"],
  ["as many commas as tabs", "Smith, Ann\ta@example.com", "\t"],
  ["commas between texts with semicolons", '"a;b;c;""d"";e",f', ","],
  ["commas after text of two lines", '"a;b\n;c;d",e', ","],
  ["empty rows first", "\r\n;;\r\n;;;\r\na,b", ","],
  ["other separators in later rows", "a,b\r\nc;d;e\r\n", ","],
])("tells the separator of %s", async (_, start, separator) => {
  expect(await tell(utf8(start))).toMatchObject({ separator });
});
