import { CsvFault } from "./csv-fault.ts";

/** Opens the bytes of a CSV text, each time from the first: for example a file, or what was posted. */
export type OpenBytes = () => AsyncIterable<Uint8Array>;

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/**
 * Tells the encoding of a CSV text from all of its bytes (specification, section 7, Encoding and separator).
 *
 * @throws {CsvFault} naming the first line at fault, if the text has a NUL character, is UTF-8 but for single bytes, or
 * is neither UTF-8 nor CP1252
 */
export async function tellEncoding(open: OpenBytes): Promise<Encoding> {
  const start = await readStart(open);
  const utf16 = utf16Starts.find(([pattern]) => pattern.test(start));
  if (utf16 !== undefined) return utf16[1];
  const { nul, invalid, undefinedInCp1252, hasUtf8 } = await examine(open);
  if (nul > 0) throw new CsvFault("not text", nul);
  if (invalid === 0) return "utf-8";
  if (hasUtf8) throw new CsvFault("mixed encodings", invalid);
  if (undefinedInCp1252 > 0) throw new CsvFault("unknown encoding", undefinedInCp1252);
  return "windows-1252";
}

// Bytes are matched as text with one character for each byte. A table without a byte order mark begins with a
// character of ASCII or Latin-1, of which UTF-16 makes a byte and a zero byte.
const utf16Starts: [RegExp, Encoding][] = [
  [/^(?:\xff\xfe|[^\0]\0)/s, "utf-16le"],
  [/^(?:\xfe\xff|\0[^\0])/s, "utf-16be"],
];

/** The first two bytes, or fewer if there are no more. */
async function readStart(open: OpenBytes): Promise<string> {
  let start = "";
  for await (const bytes of open()) {
    start += asText(bytes);
    if (start.length >= 2) break;
  }
  return start.slice(0, 2);
}

// A character that is encoded in UTF-8 with two, three or four bytes.
const encoded = [
  "[\\xc2-\\xdf][\\x80-\\xbf]",
  "\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|\\xed[\\x80-\\x9f][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}",
  "\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}",
].join("|");
const token = new RegExp(`(?<lineEnd>\\r\\n?|\\n)|(?<utf8>${encoded})|\\0|[\\x80-\\xff]`, "g");

// What may belong to a token that the next piece continues.
const unfinished = /(?:\r|[\xc2-\xf4][\x80-\xbf]{0,2})$/;

// Two bytes that are UTF-8 by chance: in CP1252 a letter such as É before … ’ ” – — or a no-break space. As UTF-8 they
// would be rare letters and signs, of phonetic alphabets for example. Not for Ã, Ä and Å, with which common letters of
// European languages are encoded.
const byChance = /^[\xc2\xc6-\xdf][\x85\x92\x94\x96\x97\xa0]$/;

const undefinedBytes = /[\x81\x8d\x8f\x90\x9d]/;

/**
 * What the bytes say: for each fault, the first line that has it, or 0. `hasUtf8`: there is at least one character that
 * is surely UTF-8.
 */
async function examine(open: OpenBytes) {
  const found = { nul: 0, invalid: 0, undefinedInCp1252: 0, hasUtf8: false };
  let line = 1;
  for await (const text of piecesOf(open)) {
    for (const { 0: bytes, groups } of text.matchAll(token)) {
      if (groups?.["lineEnd"] !== undefined) line += 1;
      else if (groups?.["utf8"] !== undefined) found.hasUtf8 ||= !byChance.test(bytes);
      else if (bytes === "\0") found.nul ||= line;
      else {
        found.invalid ||= line;
        if (undefinedBytes.test(bytes)) found.undefinedInCp1252 ||= line;
      }
    }
  }
  return found;
}

/** The bytes as text, cut so that no token is in two pieces. */
async function* piecesOf(open: OpenBytes): AsyncGenerator<string> {
  let held = "";
  for await (const bytes of open()) {
    const text = held + asText(bytes);
    held = unfinished.exec(text)?.[0] ?? "";
    yield text.slice(0, text.length - held.length);
  }
  yield held;
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
