import { expect } from "vitest";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { doAllRows, rowsOf } from "../../records/bulk-changes.ts";
import { createOrganisation } from "../../records/organisations.ts";

test("a script adds 5,000 people with two calls and follows them", async ({ client, resources, db }) => {
  const rows = rowsOf(await createOrganisation(db), 5_000);
  const { id, toDo } = await client.bulkChanges.check({ kind: "add", rows });
  expect(toDo).toBe(5_000);
  const few = await client.bulkChanges.check({ kind: "add", rows: rows.slice(0, 2) });
  await client.bulkChanges.start({ bulkChangeId: few.id });
  await doAllRows(resources, few.id);
  expect(await client.bulkChanges.get({ bulkChangeId: few.id })).toMatchObject({
    ...{ state: "finished", done: 2, startedBy: { kind: "api_token", name: "nightly sync" } },
  });
  expect((await client.bulkChanges.list()).items.map((one) => one.id)).toEqual([few.id]);
  expect(id).not.toBe(few.id);
});

test("only a check can be longer than 64 kB, up to 2 MB", async ({ url, token }) => {
  const body = (size: number) => ({ kind: "add", rows: [{ firstName: "x".repeat(size) }] });
  const statusOf = async (path: string, size: number) =>
    (await callRaw(url, path, posted(token, body(size)))).status;
  expect(await statusOf("bulkChanges.check", 70_000), "read, and too long for a cell").toBe(400);
  expect(await statusOf("bulkChanges.check", 2_100_000)).toBe(413);
  expect(await statusOf("bulkChanges.start", 70_000)).toBe(413);
  expect(await statusOf("bulkChanges.start,bulkChanges.check", 70_000)).toBe(413);
});
