import fc from "fast-check";
import { expect, test } from "vitest";
import { BulkFileFault } from "../../server/bulk-changes/reading/bulk-file-fault.ts";
import { readUploaded } from "../../server/bulk-changes/reading/read-brought.ts";
import { latin1, utf16be, utf16le } from "../inputs/csv-bytes.ts";
import { fuzz, patience } from "./fuzz.ts";
import { anyText, wellFormed } from "./inputs/texts.ts";

/** How a program saves text. CP1252 comes with letters only, as in some other texts it is also UTF-8. */
const encodings = {
  "utf-8": (text: string) => Buffer.from(text),
  "utf-8 with a mark": (text: string) => Buffer.from(`\uFEFF${text}`),
  "utf-16": (text: string) => utf16le(`\uFEFF${text}`),
  "big-endian utf-16": (text: string) => utf16be(`\uFEFF${text}`),
  cp1252: (text: string) => latin1(text.replaceAll("’", "\x92").replaceAll(/[^\0-\xff]/g, "?")),
};

type Encoding = keyof typeof encodings;

const headings = {
  firstName: ["First name", "first_name", "Forename", "GIVEN NAME"],
  lastName: ["Last name", "Surname", "Family-name"],
  email: ["Email", "E-mail", " Email address", "e-mail address"],
  urn: ["URN", "Urn or UKPRN"],
  notes: ["Notes", "Column 5", "Date, of birth; or age", 'The "school"'],
};

type Column = keyof typeof headings;

const name = fc.constantFrom("Ann", "Siân", "O’Neill", "Lee-Jones", "01-May", "van der Berg", "");
const address = fc.stringMatching(/^[a-z.]{1,20}$/).map((local) => `${local}@example.com`);
const urn = fc.integer({ min: 1, max: 999_999 }).map(String);
const notes = anyText.map((text) => wellFormed(text.replaceAll("\0", "").slice(0, 1_500)));

const row = fc.record(
  { firstName: name, lastName: name, email: address, urn, notes },
  { noNullPrototype: true },
);

const files = fc.record(
  {
    order: fc.shuffledSubarray(Object.keys(headings) as Column[], { minLength: 5 }),
    spelling: fc.nat({ max: 11 }),
    rows: fc.array(fc.record({ row, emptyBefore: fc.nat({ max: 2 }) }, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 12,
    }),
    separator: fc.constantFrom(",", ";", "\t"),
    lineEnd: fc.constantFrom("\r\n", "\n", "\r"),
    encoding: fc.constantFrom(...(Object.keys(encodings) as Encoding[])),
    hasHeader: fc.boolean(),
    quotesAll: fc.boolean(),
    namesSeparator: fc.boolean(),
  },
  { noNullPrototype: true },
);

type SavedFile = typeof files extends fc.Arbitrary<infer File> ? File : never;

/** Without a header, the columns are in the usual order, and separators in texts can only be told from others by quotes. */
function save(file: SavedFile): { bytes: Buffer; columns: string[][]; numbers: number[] } {
  const { hasHeader, separator, encoding, rows } = file;
  const lineEnd = encoding === "cp1252" ? "\r\n" : file.lineEnd;
  const order: Column[] = hasHeader ? file.order : ["firstName", "lastName", "email", "urn"];
  const quotesAll = file.quotesAll || !hasHeader;
  const cell = (text: string) =>
    quotesAll || text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lineOf = (cells: string[]) => cells.map(cell).join(separator);
  const plain = encoding === "cp1252";
  const columns = rows.map(({ row: cells }) =>
    order.map((column) =>
      plain && column === "notes" ? cells[column].replaceAll(/[^ -~\r\n]/g, "") : cells[column],
    ),
  );
  const lines = hasHeader
    ? [lineOf(order.map((column) => headings[column][file.spelling % headings[column].length] ?? ""))]
    : [];
  const numbers = rows.map(({ emptyBefore }, index) => {
    for (let empty = 0; empty < emptyBefore; empty += 1) lines.push(empty === 0 ? "" : separator.repeat(3));
    return lines.push(lineOf(columns[index] ?? []));
  });
  const text = lines.join(lineEnd) + lineEnd;
  return {
    bytes: encodings[encoding](file.namesSeparator ? `sep=${separator}${lineEnd}${text}` : text),
    columns,
    numbers,
  };
}

/** What a cell becomes: its line ends are those of Unix, and it has at most 1,000 characters. */
const kept = (cell: string) => wellFormed(cell.replaceAll(/\r\n?/g, "\n").slice(0, 1_000));

test("every row of a file that a spreadsheet saves comes back", { timeout: patience }, async () => {
  await fuzz("spreadsheets", files, async (volley) => {
    for (const file of volley) {
      const { bytes, columns, numbers } = save(file);
      const brought = await readUploaded(bytes, { needsOrganisation: true });
      expect(brought.rows.map(({ number }) => number)).toEqual(numbers);
      expect(brought.rows.map((one) => one.columns)).toEqual(columns.map((cells) => cells.map(kept)));
      for (const [index, { row: typed }] of file.rows.entries()) {
        const { firstName, lastName, email, urn: number } = brought.rows[index] ?? {};
        expect({ firstName, lastName, email, urn: number }).toEqual({
          ...{ firstName: typed.firstName, lastName: typed.lastName, email: typed.email, urn: typed.urn },
        });
      }
    }
  });
});

const damage = fc.record(
  { file: files, at: fc.nat(), length: fc.nat({ max: 40 }), bytes: fc.uint8Array({ maxLength: 40 }) },
  { noNullPrototype: true },
);

const damaged = fc.oneof(
  {
    weight: 3,
    arbitrary: damage.map(({ file, at, length, bytes }) => splice(save(file).bytes, at, length, bytes)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2_000 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('"', ",", ";", "\t", "\r", "\n", "a", "@", "=", "'", "é"), { maxLength: 200 })
      .map((all) => Buffer.from(all.join(""))),
  },
);

function splice(bytes: Buffer, at: number, length: number, inserted: Uint8Array): Buffer {
  const start = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, start), inserted, bytes.subarray(start + length)]);
}

test("any bytes are read, or refused with a message for the form", { timeout: patience }, async () => {
  let refused = 0;
  await fuzz("spreadsheets", damaged, async (volley) => {
    for (const bytes of volley) {
      const brought = await readUploaded(bytes, { needsOrganisation: false }).catch((fault: unknown) => {
        if (!(fault instanceof BulkFileFault)) throw fault;
        refused += 1;
      });
      const widths = brought?.rows.map(({ columns }) => columns.length) ?? [];
      expect(new Set(widths).size).toBeLessThanOrEqual(1);
    }
  });
  expect(refused).toBeGreaterThan(100);
});
