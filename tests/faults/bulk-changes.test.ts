import { sql, type Transaction } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { bulkChangeQueue } from "../../server/bulk-changes/work/queue.ts";
import { rowsOf, signInStaff, startAdding } from "../records/bulk-changes.ts";
import { createOrganisation } from "../records/organisations.ts";
import { readEmailRecords, test } from "../fixtures/sending.ts";
import { asVariables, keepAlive } from "./product/killable-workers.ts";

const people = 250;
const patience = { timeout: 100_000, interval: 100 };

/** Runs a function while nobody else can add a membership. */
async function withoutMemberships(db: Database, run: (trx: Transaction<DB>) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`lock table memberships in share mode`.execute(trx);
    await run(trx);
  });
}

/** Ends all connections of others to the database, as a restart of PostgreSQL does. */
async function endConnections(db: Database): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
  `.execute(db);
}

/** Counts what the rows that are done have left, in one snapshot. */
async function readProgress(db: Database) {
  const { rows } = await sql<Record<"done" | "members" | "emails" | "entries", number>>`
    select (select count(*) from bulk_change_rows where outcome = 'added') as done,
      (select count(*) from memberships) as members, (select count(*) from emails) as emails,
      (select count(*) from activity where bulk_change_id is not null) as entries
  `.execute(db);
  return rows[0];
}

test("killed workers and a restart of PostgreSQL leave each row and each email done once", async ({
  console,
  mail,
}) => {
  const { db } = console;
  const staff = await signInStaff(console);
  const id = await startAdding(staff, rowsOf(await createOrganisation(db), people));
  const workers = [1, 2].map(() => keepAlive(asVariables(console.environment)));
  const waiting = async (trx: Database) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) from pg_locks where relation = 'memberships'::regclass and not granted
    `.execute(trx);
    return rows[0]?.count;
  };
  const done = async () => (await readProgress(db))?.done;

  await expect.poll(done, patience).toBeGreaterThan(10);
  await withoutMemberships(db, async (trx) => {
    await expect.poll(() => waiting(trx), patience).toBe(2); // each is within a row
    workers[0]?.run().child.kill("SIGKILL");
    const { done: sofar, ...left } = (await readProgress(trx)) ?? {};
    expect(left).toEqual({ members: sofar, emails: sofar, entries: sofar });
  });
  await expect.poll(done, patience).toBeGreaterThan(60);
  await endConnections(db);
  const state = async () => (await staff.api.bulkChanges.get({ bulkChangeId: id })).state;
  await expect.poll(() => state().catch(() => "not there"), patience).toBe("finished");
  const unsent = async () => (await readEmailRecords(db)).filter(({ status }) => status === "queued").length;
  await expect.poll(unsent, patience).toBe(0);
  await Promise.all(workers.map((worker) => worker.stop()));

  expect(await readProgress(db)).toEqual({ done: people, members: people, emails: people, entries: people });
  expect(await staff.api.bulkChanges.get({ bulkChangeId: id })).toMatchObject({
    done: people,
    worked: people,
  });
  const received = (await mail.inbox()).map(({ to }) => to);
  expect(received.toSorted()).toEqual(
    rowsOf({ id, name: "" }, people)
      .map(({ email }) => email)
      .toSorted(),
  );
});

/** Calls a procedure and ends its connection before it can write to a table, as if the process died there. */
async function interruptAt(db: Database, table: string, call: () => Promise<unknown>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`lock table ${sql.table(table)} in share mode`.execute(trx);
    const refused = expect(call()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    const isWaiting = async () => {
      const { rows } = await sql`
        select from pg_locks where relation = ${table}::regclass and not granted
      `.execute(trx);
      return rows.length;
    };
    await expect.poll(isWaiting, patience).toBe(1);
    await endConnections(trx);
    await refused;
  });
}

test("a web process that dies within a check or a start leaves nothing of it, and both can be made again", async ({
  console,
}) => {
  const { db } = console;
  const { api } = await signInStaff(console);
  const bulkChangeId = "3d5e8a52-9a0c-4f0e-8f4e-6a3c2b1d0e9f";
  const input = { kind: "add", bulkChangeId, rows: rowsOf(await createOrganisation(db), 3) } as const;
  const check = () => api.bulkChanges.check(input);
  const start = () => api.bulkChanges.start({ bulkChangeId });
  const left = async () => {
    const { rows } = await sql<Record<"rows" | "started" | "jobs" | "entries", number>>`
      select (select count(*) from bulk_change_rows) as rows,
        (select count(*) from bulk_changes where started_at is not null) as started,
        (select count(*) from pgboss.job where name = ${bulkChangeQueue}) as jobs,
        (select count(*) from activity where action = 'started') as entries
    `.execute(db);
    return rows[0];
  };

  await interruptAt(db, "bulk_change_organisations", check); // the last table that a check writes
  expect(await left()).toEqual({ rows: 0, started: 0, jobs: 0, entries: 0 });
  expect(await check()).toMatchObject({ toDo: 3 });

  await interruptAt(db, "activity", start); // after it has marked the bulk change as started
  expect(await left()).toEqual({ rows: 3, started: 0, jobs: 0, entries: 0 });
  await start();
  await start(); // as somebody does who saw no answer

  expect(await left()).toEqual({ rows: 3, started: 1, jobs: 1, entries: 1 });
  expect(await api.bulkChanges.get({ bulkChangeId })).toMatchObject({
    ...{ state: "running", worked: 0, total: 3 },
  });
});
