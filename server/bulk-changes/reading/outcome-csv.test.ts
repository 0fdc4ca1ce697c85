import { expect, it } from "vitest";
import { collect } from "../../../tests/readings/collect.ts";
import { type OutcomeRow, outcomeCsv } from "./outcome-csv.ts";
import { readUploaded } from "./read-brought.ts";

async function* each(...rows: OutcomeRow[]) {
  for (const row of rows) yield await Promise.resolve(row);
}

const write = async (header: string[] | null, ...rows: OutcomeRow[]) =>
  (await collect(outcomeCsv(header, each(...rows)))).join("");

const added = { outcome: "Added", problem: "" };

it("writes the columns that came, then outcome and problem, and disarms formulas", async () => {
  const text = await write(
    ["Notes", "=Email"],
    { columns: ['=1+1 "x"', "Siân, a\nb"], ...added },
    { columns: ["", ""], outcome: "Not added", problem: "Enter a first name. Enter a last name" },
  );

  expect(text).toBe(
    [
      '\uFEFF"Notes","\'=Email","Outcome","Problem"',
      '"\'=1+1 ""x""","Siân, a\nb","Added",""',
      '"","","Not added","Enter a first name. Enter a last name"',
      "",
    ].join("\r\n"),
  );
});

it("gives columns that came without a header the usual headings", async () => {
  const columns = ["Ann", "Lee", "ann.lee@example.com", "100001", "Head"];

  expect(await write(null, { columns, ...added })).toMatch(
    /^\uFEFF"First name","Last name","Email address","URN or UKPRN","","Outcome","Problem"\r\n"Ann",/,
  );
  expect(await write(null, { columns: columns.slice(0, 3), ...added })).toMatch(
    /,"Email address","Outcome",/,
  );
  expect(await write(null)).toBe('\uFEFF"Outcome","Problem"\r\n');
});

it("writes a file that can be brought again", async () => {
  const bytes = Buffer.from('Email,First name,Last name,Notes\n+ann@example.com,Ann,-Lee,"a\nb"');
  const { header, rows } = await readUploaded(bytes, { needsOrganisation: false });
  const text = await write(header, ...rows.map(({ columns }) => ({ columns, ...added })));

  const again = await readUploaded(Buffer.from(text), { needsOrganisation: false });

  expect(again.rows).toMatchObject([
    { number: 2, firstName: "Ann", lastName: "-Lee", email: "+ann@example.com" },
  ]);
});
