import { sql } from "kysely";
import { expect } from "vitest";
import { addEric, readEmailRecords, test } from "../fixtures/sending.ts";
import { quickTimings } from "../stand-ins/notify.ts";

const patience = { timeout: 40_000, interval: 50 };

test("an email is sent once even if its worker loses the database while sending", async ({
  console,
  mail,
  startWorker,
}) => {
  await mail.fail({ status: "timeout", count: 1 });
  await addEric(console);
  const timings = { ...quickTimings, request: 4_000 }; // long enough to end the connection meanwhile
  const [first] = await Promise.all([startWorker(timings), startWorker(timings)]);
  expect(first).toBeDefined();
  const attempts = async () => (await readEmailRecords(console.db))[0]?.attempts;
  await expect.poll(attempts, patience).toBe(1);

  // The lock ends with its connection, while the request to Notify still waits.
  const { rows } = await sql<{ ended: boolean }>`
    select pg_terminate_backend(pid) as ended from pg_locks join pg_database on pg_database.oid = database
    where locktype = 'advisory' and datname = current_database() and pid <> pg_backend_pid()
  `.execute(console.db);
  expect(rows).toContainEqual({ ended: true });

  const status = async () => (await readEmailRecords(console.db))[0]?.status;
  await expect.poll(status, patience).toBe("sent");
  expect(await mail.inbox()).toHaveLength(1);
});
