import { expect, it } from "vitest";
import { opening } from "../../../tests/inputs/csv-bytes.ts";
import { collect } from "../../../tests/readings/collect.ts";
import { readOrganisations } from "./read-organisations.ts";

function read(...lines: string[]) {
  const open = opening(Buffer.from(lines.join("\r\n")));
  return collect(readOrganisations(open, { encoding: "utf-8", separator: "," }));
}

const gias =
  "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),UKPRN,Street,Town,Postcode";
const ashgrove =
  "100001,Leeds,Ashgrove Primary School,Community school,Open,10040001,2 School Lane,Leeds,LS1 1AB";
const providers = "name,ukprn,urn,town,postcode";
const calder = "Calder Teacher Training,10055500,,Halifax,HX1 1AB";

const ashgroveRow = {
  line: 2,
  urn: "100001",
  ukprn: "10040001",
  name: "Ashgrove Primary School",
  type: "Community school",
  street: "2 School Lane",
  town: "Leeds",
  postcode: "LS1 1AB",
  leftOut: null,
};

it("reads the establishments of GIAS, and takes what is empty for nothing", async () => {
  const bare = "100002,,Brookfield,Community school,Open,,,,";

  expect(await read(gias, ashgrove, bare)).toEqual([
    ashgroveRow,
    expect.objectContaining({ urn: "100002", ukprn: null, street: null, town: null, postcode: null }),
  ]);
});

it("reads a list of providers", async () => {
  expect(await read(providers, calder)).toEqual([
    expect.objectContaining({
      urn: null,
      ukprn: "10055500",
      type: "ITT provider",
      street: null,
      town: "Halifax",
    }),
  ]);
});

it("does not mind the order of columns, the case of their names, blank lines or a byte order mark", async () => {
  const [row] = await read(
    "\uFEFFTown,Extra,URN,Postcode, Name ,UKPRN",
    "",
    "Halifax,x,,HX1 1AB,Calder,10055500",
    "",
  );

  expect(row).toMatchObject({
    line: 3,
    name: "Calder",
    ukprn: "10055500",
    town: "Halifax",
    postcode: "HX1 1AB",
  });
});

it("reads quoted commas, quotation marks and line breaks, as one line of text", async () => {
  const quoted = '100001,,"St ""M"",  Leeds",Academy,Open,,"Lodge\r\n\r\nBack\u00a0Lane ",Leeds,';

  expect((await read(gias, quoted))[0]).toMatchObject({ name: 'St "M", Leeds', street: "Lodge Back Lane" });
});

it.each([
  ["Open", null],
  ["Open, but proposed to close", null],
  ["Proposed to open", null],
  ["Closed", "Closed"],
  ["De-registered", "De-registered"],
])("of a school that is '%s' leaves out %s", async (status, leftOut) => {
  const [row] = await read(gias, ashgrove.replace("Open", `"${status}"`));

  expect(row).toMatchObject({ urn: "100001", leftOut });
});

it("does not mind what else is wrong with a school that is left out", async () => {
  expect(await read(gias, "100001,,,,Closed,nonsense,,,")).toHaveLength(1);
});

const lackGias =
  "URN, EstablishmentName, TypeOfEstablishment (name), EstablishmentStatus (name), UKPRN, Street, Town, Postcode";

it.each([
  ["nothing", [""], "the file is empty"],
  [
    "a header only in part",
    [gias.replace(",UKPRN", ""), ashgrove],
    "Schools it lacks UKPRN; for a list of providers it lacks name, ukprn",
  ],
  [
    "another header",
    ["a,b", "1,2"],
    `it lacks ${lackGias}; for a list of providers it lacks name, ukprn, urn, town, postcode`,
  ],
  ["a column twice", [`${providers},URN`, `${calder},1`], "line 1: the header has more than one column urn"],
  ["no URN", [gias, ashgrove.replace("100001", "")], "line 2: URN is empty"],
  [
    "an invalid URN",
    [gias, ashgrove, "", ashgrove.replace("100001", "1000x2")],
    "line 4: URN must be 1 to 7 digits, not ‘1000x2’",
  ],
  [
    "an invalid UKPRN",
    [gias, ashgrove.replace("10040001", "1004")],
    "line 2: UKPRN must be 8 digits, not ‘1004’",
  ],
  ["no name", [gias, ashgrove.replace("Ashgrove Primary School", " \u200b ")], "line 2: the name is empty"],
  [
    "a name without end",
    [gias, ashgrove.replace("Ashgrove", "x".repeat(500))],
    "line 2: the name is longer than 500 characters",
  ],
  [
    "a postcode without end",
    [gias, ashgrove.replace("LS1 1AB", "x".repeat(501))],
    "line 2: the postcode is longer than 500 characters",
  ],
  [
    "no type",
    [gias, ashgrove.replace("Community school", "")],
    "line 2: TypeOfEstablishment (name) is empty",
  ],
  ["no status", [gias, ashgrove.replace("Open", "")], "line 2: EstablishmentStatus (name) is empty"],
  ["no number", [providers, "Calder,,,,"], "line 2: there is neither a ukprn nor a urn"],
  [
    "too few columns",
    [gias, ashgrove, "100002,Leeds,Brook"],
    "line 3: the number of columns is 3, not 9 as in the header; the file may have been cut off",
  ],
  [
    "too many columns",
    [providers, `${calder},x`],
    "line 2: the number of columns is 6, not 5 as in the header",
  ],
  [
    "a URN twice",
    [gias, ashgrove, ashgrove.replace("Open", "Closed")],
    "line 3: URN 100001 is on line 2 already",
  ],
  [
    "a provider's UKPRN twice",
    [providers, calder, "Other,10055500,100009,,"],
    "line 3: UKPRN 10055500 is on line 2 already",
  ],
])("refuses %s, with the line", async (_, lines, message) => {
  await expect(read(...lines)).rejects.toThrow(message);
});

it("lets schools share a UKPRN", async () => {
  expect(await read(gias, ashgrove, ashgrove.replace("100001", "100002"))).toHaveLength(2);
});
