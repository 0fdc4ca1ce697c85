import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { fillings } from "../../../db/filling/fillings.ts";
import { migrate, migrations } from "../../../db/migrate.ts";
import { listActivity } from "../../../server/activity/reading/list.ts";
import { test } from "../../fixtures/empty-database.ts";

const patience = { timeout: 10_000 };
const first = { page: 1, sinceAdded: false };
const large = ["organisations", "organisation_users", "memberships", "emails", "activity", "person_states"];

/** The file of each large table and of each of its indexes. One that is written anew has another file. */
async function readFiles(db: Database): Promise<string[]> {
  const { rows } = await sql<{ file: string }>`
    select relname || ' ' || relfilenode as file from pg_class
    where oid = any(${large}::regclass[]) or oid in (
      select indexrelid from pg_index where indrelid = any(${large}::regclass[])
    )
  `.execute(db);
  return rows.map(({ file }) => file);
}

/** The names of the indexes of `activity` that db/filling makes, if they are complete. */
async function readIndexes(db: Database): Promise<unknown[]> {
  const names = Object.keys(fillings.find(({ table }) => table === "activity")?.indexes ?? {});
  expect(names).toHaveLength(8);
  const { rows } = await sql`
    select from pg_index where indexrelid::regclass::text = any(${names}) and indisvalid
  `.execute(db);
  return rows;
}

async function isThere(db: Database, index: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select to_regclass(${index}) is not null as is`.execute(db);
  return rows[0]?.is === true;
}

test("migrations since the last release neither write a large table anew nor index it", async ({ empty }) => {
  const migrator = new Migrator({ db: empty, provider: migrations });
  await migrator.migrateTo("0034-closed-organisations");
  const before = await readFiles(empty);
  expect(before.length).toBeGreaterThan(large.length);

  expect(await migrator.migrateToLatest()).not.toHaveProperty("error");

  const added = (await readFiles(empty)).filter((file) => !before.includes(file));
  expect(added).toEqual([]);
});

test("the activity log is written and read while it is indexed", async ({ emptyUrl, empty }) => {
  await migrate(emptyUrl);
  await sql`drop index activity_folded, activity_of_kind`.execute(empty);
  await sql`create index activity_action on activity (action, id)`.execute(empty); // which a migration made
  const write = sql`insert into activity (actor_kind, action) values ('system', 'imported')`;
  const writeForRow = sql`
    insert into activity (actor_kind, action, subject_kind, subject_id, bulk_change_id)
    values ('system', 'added', 'organisation_user', gen_random_uuid(), gen_random_uuid())
  `;
  let migrated: Promise<void> | undefined;

  await empty.transaction().execute(async (working) => {
    await write.execute(working); // the index waits for this transaction
    migrated = migrate(emptyUrl);
    const waiting = sql`
      select from pg_stat_activity
      where datname = current_database() and query like 'create index%activity_folded%' and wait_event_type = 'Lock'
    `;
    await expect.poll(async () => (await waiting.execute(empty)).rows.length, patience).toBe(1);
    await write.execute(empty);
    await writeForRow.execute(empty);

    expect(await readIndexes(empty)).toHaveLength(6);
    expect(await listActivity(empty, first)).toMatchObject({ total: 1, items: [{ kind: "imported" }] });
    expect(await listActivity(empty, { ...first, kind: "added" })).toMatchObject({ total: 0, items: [] });
  });
  await migrated;

  expect(await readIndexes(empty)).toHaveLength(8);
  expect(await isThere(empty, "activity_action"), "the index that others replace").toBe(false);
  expect(await listActivity(empty, first)).toMatchObject({ total: 2 });
  expect(await listActivity(empty, { ...first, kind: "added" })).toMatchObject({ total: 0 });
});
