import { expect, onTestFinished } from "vitest";
import type { Database } from "../../../db/database.ts";
import { importOrganisations } from "../../../server/organisations/import/import-organisations.ts";
import { createFolder, giasHeader, giasRow, providersHeader } from "../../inputs/csv-files.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { readActivity } from "../../readings/traces.ts";

async function importLines(db: Database, lines: string[], encoding?: BufferEncoding) {
  const folder = createFolder();
  onTestFinished(folder.remove);
  const {
    leftOut,
    format: _,
    kind: __,
    ...counts
  } = await importOrganisations(db, folder.write(lines, encoding), () => undefined);
  return { ...counts, leftOut: Object.fromEntries(leftOut) };
}

const read = (db: Database) =>
  db
    .selectFrom("organisations")
    .select(["id", "name", "type", "urn", "ukprn", "street", "town", "postcode"])
    .orderBy("urn")
    .orderBy("ukprn")
    .execute();

const none = {
  added: 0,
  updated: 0,
  closed: 0,
  reopened: 0,
  unchanged: 0,
  keptThoughLeftOut: 0,
  leftOut: {},
};

test("adds schools that can be searched, and logs the import once", async ({ resources, db }) => {
  const rows = [
    giasRow(100001, "Ashgrove"),
    giasRow(100002, "\xc9cole St Mary\x92s"),
    giasRow(100003, "C", "Closed"),
  ];

  expect(await importLines(db, [giasHeader, ...rows], "latin1")).toEqual({
    ...none,
    added: 2,
    leftOut: { Closed: 1 },
  });

  const school = { type: "Community school", street: "2 School Lane", town: "Leeds", postcode: "LS1 1AB" };
  expect(await read(db)).toMatchObject([
    { name: "Ashgrove", urn: "100001", ukprn: null, ...school },
    { name: "École St Mary’s", urn: "100002", ukprn: null, ...school },
  ]);
  expect(await readActivity(db)).toMatchObject([
    {
      by: "system",
      action: "imported",
      kind: null,
      subjectId: null,
      organisation: null,
      changes: {
        ...{ added: { from: null, to: "2" }, updated: { from: null, to: "0" } },
        ...{ closed: { from: null, to: "0" }, reopened: { from: null, to: "0" } },
      },
    },
  ]);
  const api = callAs(resources, await createActor(db));
  expect(await api.organisations.list({ query: "ecole st marys" })).toMatchObject({ total: 1 });
});

test("a second run updates schools by URN and keeps their ids; without changes it is not logged", async ({
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db, "Ashgrove", { urn: "100001" });
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const lines = [giasHeader, giasRow(100001, "Bramley"), giasRow(100002, "Brookfield")];

  expect(await importLines(db, lines)).toEqual({ ...none, added: 1, updated: 1 });
  expect(await importLines(db, lines)).toEqual({ ...none, unchanged: 2 });

  const stored = await read(db);
  expect(stored).toMatchObject([{ id: ashgrove.id, name: "Bramley", town: "Leeds" }, { name: "Brookfield" }]);
  expect(await readActivity(db)).toHaveLength(1);
  const api = callAs(resources, await createActor(db));
  expect(await api.organisations.list({ query: "bramley" })).toMatchObject({ total: 1 });
  expect(await api.organisations.list({ query: "ashgrove" })).toMatchObject({ total: 0 });
});

test("a school of another status stays unchanged, and is counted", async ({ db }) => {
  const ashgrove = await createOrganisation(db, "Ashgrove", { urn: "100001" });
  await createOrganisation(db, "Not in the file", { urn: "100009" });
  const lines = [
    giasHeader,
    giasRow(100001, "Renamed", "Quality assured"),
    giasRow(100002, "Never here", "Quality assured"),
  ];

  expect(await importLines(db, lines)).toEqual({
    ...none,
    keptThoughLeftOut: 1,
    leftOut: { "Quality assured": 2 },
  });

  expect(await read(db)).toMatchObject([{ id: ashgrove.id, name: "Ashgrove" }, { name: "Not in the file" }]);
  expect(await readActivity(db)).toEqual([]);
});

test("a provider is matched by UKPRN, gains a URN, and keeps its URN and street", async ({ db }) => {
  const calder = await createOrganisation(db, "Calder", { urn: null, ukprn: "10055500" });
  await db.updateTable("organisations").set({ street: "1 Mill Lane" }).execute();

  expect(await importLines(db, [providersHeader, "Calder,10055500,,Halifax,"])).toEqual({
    ...none,
    updated: 1,
  });
  expect(await importLines(db, [providersHeader, "Calder,10055500,130001,Halifax,"])).toMatchObject({
    updated: 1,
  });
  expect(await importLines(db, [providersHeader, "Calder,10055500,,Halifax,"])).toMatchObject({
    unchanged: 1,
  });
  expect(await importLines(db, [providersHeader, "Calder,10055501,130001,Halifax,"])).toMatchObject({
    updated: 1,
  });

  expect(await read(db)).toEqual([
    {
      ...calder,
      type: "ITT provider",
      urn: "130001",
      ukprn: "10055501",
      street: "1 Mill Lane",
      town: "Halifax",
      postcode: null,
    },
  ]);
});

test("a school and a provider with the same UKPRN stay two organisations", async ({ db }) => {
  const gias = [giasHeader, giasRow(100001, "Ashgrove").replace(",,2", ",10055500,2")];
  const providers = [providersHeader, "Calder,10055500,,,"];

  await importLines(db, providers);
  expect(await importLines(db, gias)).toEqual({ ...none, added: 1 });
  expect(await importLines(db, providers)).toEqual({ ...none, unchanged: 1 });
  expect(await importLines(db, gias)).toEqual({ ...none, unchanged: 1 });

  expect((await read(db)).map(({ name, ukprn }) => [name, ukprn])).toEqual([
    ["Ashgrove", "10055500"],
    ["Calder", "10055500"],
  ]);
});

test("an organisation that one row matches by URN is not matched by another row's UKPRN", async ({ db }) => {
  await importLines(db, [providersHeader, "Aire,10000001,130001,,", "Calder,10000002,,,"]);

  expect(await importLines(db, [providersHeader, "Aire,10000002,130001,,", "Calder,10000001,,,"])).toEqual({
    ...none,
    added: 1,
    updated: 1,
  });
  expect((await read(db)).map(({ name, ukprn }) => [name, ukprn])).toEqual([
    ["Aire", "10000002"],
    ["Calder", "10000001"],
    ["Calder", "10000002"],
  ]);
});

test("changes nothing if the last row is invalid", async ({ db }) => {
  await createOrganisation(db, "Ashgrove", { urn: "100001" });
  const rows = Array.from({ length: 2_500 }, (_, index) => giasRow(100_001 + index, `School ${index}`));

  await expect(importLines(db, [giasHeader, ...rows, "100000,Cut o"])).rejects.toThrow("line 2502: ");

  expect(await read(db)).toMatchObject([{ name: "Ashgrove" }]);
  expect(await readActivity(db)).toEqual([]);
});

test("two imports at once add each organisation once", async ({ db }) => {
  const rows = Array.from({ length: 1_500 }, (_, index) => giasRow(100_001 + index, `School ${index}`));
  const lines = [giasHeader, ...rows];

  const counts = await Promise.all([importLines(db, lines), importLines(db, lines)]);

  expect(counts.map(({ added }) => added).toSorted()).toEqual([0, 1_500]);
  expect(await read(db)).toHaveLength(1_500);
});

test("reports progress every thousand rows", async ({ db }) => {
  const folder = createFolder();
  onTestFinished(folder.remove);
  const rows = Array.from({ length: 2_100 }, (_, index) => giasRow(100_001 + index, `School ${index}`));
  const counts: number[] = [];

  await importOrganisations(db, folder.write([giasHeader, ...rows]), (count) => counts.push(count));

  expect(counts).toEqual([1_000, 2_000, 2_100]);
});
