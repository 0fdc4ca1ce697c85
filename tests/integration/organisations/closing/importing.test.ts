import { sql } from "kysely";
import { expect, onTestFinished } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { importOrganisations } from "../../../../server/organisations/import/import-organisations.ts";
import { test } from "../../../fixtures/resources.ts";
import { createFolder, giasHeader, giasRow, linkRow, linksHeader } from "../../../inputs/csv-files.ts";
import { readActivity } from "../../../readings/traces.ts";
import { createOrganisation } from "../../../records/organisations.ts";

/** What a step of a history imports: the establishments or the links of a day. */
type Step = { schools?: string[]; links?: string[] };

async function importStep(db: Database, { schools, links = [] }: Step) {
  const folder = createFolder();
  onTestFinished(folder.remove);
  const lines =
    schools === undefined ? [linksHeader, ...links] : [`${giasHeader},OpenDate,CloseDate`, ...schools];
  const {
    format: _,
    leftOut: __,
    ...counts
  } = await importOrganisations(db, folder.write(lines), () => undefined);
  return counts;
}

const school = (urn: number, name: string, status = "Open", opened = "", closed = "") =>
  `${giasRow(urn, name, status)},${opened},${closed}`;

/** Each organisation by its URN: its name, when it closed, and the URNs of its successors. */
async function readStates(db: Database) {
  const { rows } = await sql<{ urn: string; state: string }>`
    select urn, concat_ws(' ', name, case when is_closed then 'closed ' || coalesce(closed_on::text, '?') end,
      (select 'for ' || string_agg(other.urn, ',' order by other.urn)
       from organisation_successors join organisations other on other.id = successor_id
       where organisation_id = organisations.id)) as state
    from organisations order by urn
  `.execute(db);
  return Object.fromEntries(rows.map(({ urn, state }) => [urn, state]));
}

type History = [what: string, steps: Step[], states: Record<string, string>];

const histories: History[] = [
  [
    "a school that becomes an academy of the same name a day later",
    [
      { schools: [school(1, "Stokeside")] },
      {
        schools: [
          school(1, "Stokeside", "Closed", "01-09-1998", "31-08-2026"),
          school(2, "Stokeside", "Open", "01-09-2026"),
        ],
      },
      { links: [linkRow(1, 2, "Successor"), linkRow(2, 1, "Predecessor")] },
    ],
    { 1: "Stokeside closed 2026-08-31 for 2", 2: "Stokeside" },
  ],
  [
    "three schools that become one",
    [
      { schools: [school(1, "A"), school(2, "B"), school(3, "C")] },
      {
        schools: [
          ...[school(1, "A", "Closed", "", "31-08-2026"), school(2, "B", "Closed", "", "31-08-2026")],
          ...[school(3, "C", "Closed", "", "30-08-2026"), school(4, "D")],
        ],
      },
      {
        links: [
          ...[linkRow(1, 4, "Successor - merged"), linkRow(2, 4, "Successor - amalgamated")],
          ...[linkRow(3, 4, "Successor - merged"), linkRow(4, 1, "Predecessor - merged")],
        ],
      },
    ],
    {
      ...{ 1: "A closed 2026-08-31 for 4", 2: "B closed 2026-08-31 for 4" },
      ...{ 3: "C closed 2026-08-30 for 4", 4: "D" },
    },
  ],
  [
    "a school that is split into two",
    [
      { schools: [school(1, "A"), school(2, "A Infants"), school(3, "A Juniors")] },
      { schools: [school(1, "A", "Closed", "", "31-08-2026")] },
      { links: [linkRow(1, 2, "Successor - Split School"), linkRow(1, 3, "Successor - Split School")] },
    ],
    { 1: "A closed 2026-08-31 for 2,3", 2: "A Infants", 3: "A Juniors" },
  ],
  [
    "a school that closes without a date, and gets one later",
    [
      { schools: [school(1, "A")] },
      { schools: [school(1, "A", "Closed")] },
      { schools: [school(1, "A", "Closed", "", "31/08/2026")] },
      { schools: [school(1, "A", "Closed")] },
    ],
    { 1: "A closed 2026-08-31" },
  ],
  [
    "a school that opens again under another name",
    [
      { schools: [school(1, "A"), school(2, "B")] },
      { schools: [school(1, "A", "Closed", "", "31-08-2026")] },
      { schools: [school(1, "A again", "Open, but proposed to close", "", "31-08-2030")] },
    ],
    { 1: "A again", 2: "B" },
  ],
  [
    "a closed school that we do not have, and links to it",
    [
      { schools: [school(1, "A"), school(2, "B", "Closed", "", "31-08-2026")] },
      { links: [linkRow(1, 2, "Successor"), linkRow(9, 1, "Successor"), linkRow(1, 1, "Successor")] },
    ],
    { 1: "A" },
  ],
  [
    "a chain of successors, and links that go in a circle",
    [
      { schools: [school(1, "A"), school(2, "B"), school(3, "C")] },
      { schools: [school(1, "A", "Closed"), school(2, "B", "Closed")] },
      { links: [linkRow(1, 2, "Successor"), linkRow(2, 3, "Successor"), linkRow(3, 1, "Successor")] },
    ],
    { 1: "A closed ? for 2", 2: "B closed ? for 3", 3: "C for 1" },
  ],
  [
    "a link that is corrected",
    [
      { schools: [school(1, "A", "Open"), school(2, "B"), school(3, "C")] },
      { links: [linkRow(1, 2, "Successor"), linkRow(2, 3, "Successor")] },
      { links: [linkRow(1, 3, "Successor"), linkRow(1, 3, "Successor - merged")] },
    ],
    { 1: "A for 3", 2: "B for 3", 3: "C" },
  ],
];

test.for(histories)("imports %s, and a second run changes nothing", async ([, steps, states], { db }) => {
  for (const step of steps) await importStep(db, step);
  expect(await readStates(db)).toEqual(states);
  const entries = await readActivity(db);

  const last = steps.at(-1) ?? {};
  const again = await importStep(db, last);

  expect(Object.entries(again).filter(([name, count]) => changing.includes(name) && count !== 0)).toEqual([]);
  expect(await readStates(db)).toEqual(states);
  expect(await readActivity(db)).toEqual(entries);
});

test("leaves nothing unsorted for searches to look through", async ({ db }) => {
  await importStep(db, { schools: [school(1, "A"), school(2, "B")] });
  await importStep(db, { schools: [school(1, "A", "Closed")] });

  const { rows } = await sql`
    select gin_clean_pending_list('organisations_trigrams')::integer as listed,
      gin_clean_pending_list('organisations_closed_trigrams')::integer as closed
  `.execute(db);
  expect(rows).toEqual([{ listed: 0, closed: 0 }]);
});

const changing = ["added", "updated", "closed", "reopened", "removed"];

test("counts each row once, and closings, openings and links in the activity log", async ({ db }) => {
  const rows = (closed: number[]) =>
    [1, 2, 3, 4].map((urn) => school(urn, `School ${urn}`, closed.includes(urn) ? "Closed" : "Open"));
  await importStep(db, { schools: rows([]) });
  await importStep(db, { schools: rows([1, 2]) });

  expect(
    await importStep(db, { schools: [...rows([2, 3]), school(5, "New"), school(6, "Old", "Closed")] }),
  ).toEqual({
    kind: "organisations",
    ...{ added: 1, updated: 0, closed: 1, reopened: 1, unchanged: 2, keptThoughLeftOut: 0 },
  });
  const links = [linkRow(2, 4, "Successor"), linkRow(3, 9, "Successor"), linkRow(4, 2, "Predecessor")];
  expect(await importStep(db, { links })).toEqual({
    kind: "links",
    ...{ added: 1, removed: 0, unchanged: 0, unknown: 1 },
  });

  const [imported, linked] = (await readActivity(db)).slice(-2);
  expect(imported?.changes).toMatchObject({ closed: { to: "1" }, reopened: { to: "1" } });
  expect(linked?.changes).toEqual({
    linksAdded: { from: null, to: "1" },
    linksRemoved: { from: null, to: "0" },
  });
});

test("closes a school by a file that does not say when", async ({ db }) => {
  const folder = createFolder();
  onTestFinished(folder.remove);
  await importStep(db, { schools: [school(900010, "Stokeside School")] });
  const converted = [
    giasRow(900010, "Stokeside School", "Closed"),
    giasRow(900011, "Stokeside School").replace("Community school", "Academy converter"),
  ];

  await importOrganisations(db, folder.write([giasHeader, ...converted]), () => undefined);

  expect(await readStates(db)).toEqual({ 900010: "Stokeside School closed ?", 900011: "Stokeside School" });
});

test("a list of providers neither opens nor changes when an organisation closed", async ({ db }) => {
  await importStep(db, { schools: [school(1, "A")] });
  await importStep(db, { schools: [school(1, "A", "Closed", "", "31-08-2026")] });
  const folder = createFolder();
  onTestFinished(folder.remove);

  await importOrganisations(
    db,
    folder.write(["name,ukprn,urn,town,postcode", "Renamed,10055500,1,,"]),
    () => undefined,
  );

  expect(await readStates(db)).toEqual({ 1: "Renamed closed 2026-08-31" });
});

test("an import of the release before leaves a closed organisation closed", async ({ db }) => {
  const { id } = await createOrganisation(db, "A", { urn: "1" });
  await importStep(db, { schools: [school(1, "A", "Closed", "", "31-08-2026")] });

  await sql`update organisations set name = 'Renamed', updated_at = now() where id = ${id}`.execute(db);
  await sql`insert into organisations (urn, name, type) values ('2', 'B', 'School')`.execute(db);

  expect(await readStates(db)).toEqual({ 1: "Renamed closed 2026-08-31", 2: "B" });
});

test.for([
  ["31-02-2026", "line 2: CloseDate must be a date like 31-08-2026, not ‘31-02-2026’"],
  ["2026-08-31", "line 2: CloseDate must be a date like 31-08-2026, not ‘2026-08-31’"],
])("refuses the date %s", async ([date = "", message = ""], { db }) => {
  await expect(importStep(db, { schools: [school(1, "A", "Closed", "", date)] })).rejects.toThrow(message);
});

test.for([
  [linkRow(1, 2, ""), "line 2: LinkType is empty"],
  [linkRow(1, 2, "Successor").replace("1,2", "1,x"), "line 2: LinkURN must be 1 to 7 digits, not ‘x’"],
  [linkRow(1, 2, "Successor").replace("1,2", ",2"), "line 2: URN is empty"],
])("refuses the link %s", async ([link = "", message = ""], { db }) => {
  await expect(importStep(db, { links: [link] })).rejects.toThrow(message);
});
