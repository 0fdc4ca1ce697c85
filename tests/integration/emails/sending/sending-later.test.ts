import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { openNotify } from "../../../../jobs/notify/notify.ts";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { inviteMegan, readOutcome } from "../../../records/emails.ts";
import { longTimings } from "../../../stand-ins/notify.ts";
import { age, testWithLongWaits as test } from "../../../fixtures/sending.ts";
import { readActivity } from "../../../readings/traces.ts";

/** When the only email is due and when its job starts, in milliseconds after its last attempt. */
async function readDue(db: Database) {
  const { rows } = await sql<{ due: number; job: number }>`
    select (extract(epoch from due_at - attempted_at) * 1000)::float8 as due,
      (extract(epoch from start_after - attempted_at) * 1000)::float8 as job
    from emails, pgboss.job where name = 'send-email' and state = 'created'
  `.execute(db);
  return rows;
}

/** The status of an email that Notify is found to have accepted, and may have delivered by then. */
const accepted = expect.stringMatching(/^(sent|delivered)$/) as string;

const settled = longTimings.request + longTimings.settling;

test.for([
  [500, "500 Exception: Internal server error", longTimings.backoff(0)],
  ["timeout", "Notify did not answer", settled],
  ["drop-after-accept", "Notify did not answer", settled],
] as const)("after %s, an email and its job wait", async ([status, error, wait], { db, mail, send }) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status, count: 1 });

  await send(id);

  expect(await readOutcome(db)).toMatchObject({ status: "queued", error, attempts: 1, retries: 1 });
  const [due] = await readDue(db);
  expect(due?.due).toBeGreaterThanOrEqual(wait);
  expect(due?.job).toBe(due?.due);
  expect(await readActivity(db)).toEqual([]);
});

test("a job that runs before its email is due leaves it to the job that waits", async ({
  db,
  mail,
  send,
}) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: 500, count: 1 });
  await send(id);
  await send(id);
  expect(await readOutcome(db)).toMatchObject({ status: "queued", attempts: 1 });
  expect(await readDue(db)).toHaveLength(1);

  await age(db, longTimings.backoff(0));
  await send(id);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", error: null, attempts: 2 });
  expect(await mail.inbox()).toHaveLength(1);
});

test("a worker waits out a 429 without giving up the job", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: 429, count: 2 });

  await send(id);

  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 3, retries: 0 });
});

test("an email paused for longer than a job may run is queued again, without using up a retry", async ({
  db,
  mail,
  sender,
}) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: 429, count: 1 });

  const timings = { ...longTimings, pause: { ...longTimings.pause, timeout: 20 } };
  await sendEmail({ ...sender, timings }, "single", id);

  const error = "429 RateLimitError: Exceeded rate limit for key type TEST of 3000 requests per 60 seconds";
  expect(await readOutcome(db)).toMatchObject({ status: "queued", error, retries: 0 });
  expect(await readDue(db)).toHaveLength(1);
});

test("an email that reached Notify without a response is found, and not sent again", async ({
  db,
  mail,
  send,
}) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: "drop-after-accept", count: 1 });
  await send(id);

  await age(db, settled);
  await send(id);

  const inbox = await mail.inbox();
  expect(inbox).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: accepted, notifyId: inbox[0]?.id, attempts: 1 });
});

test("an attempt whose worker died is not looked up until it has settled", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);
  await sql`update emails set attempts = 1, attempted_at = now()`.execute(db);

  await send(id);
  expect(await readOutcome(db)).toMatchObject({ status: "queued", attempts: 1, retries: 0 });
  expect(await readDue(db)).toEqual([
    { due: expect.closeTo(settled, -1) as number, job: expect.any(Number) as number },
  ]);

  await age(db, settled);
  await send(id);
  expect(await mail.inbox()).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 2 });
});

test("an email is tried again soon if the connection to Notify was refused", async ({ db, sender }) => {
  const { id } = await inviteMegan(db);
  const unreachable = { ...sender.environment, NOTIFY_BASE_URL: "http://127.0.0.1:1" };

  await sendEmail({ ...sender, notify: openNotify(unreachable, longTimings.request) }, "single", id);

  expect(await readOutcome(db)).toMatchObject({ status: "queued", error: "No connection to Notify" });
  expect((await readDue(db))[0]?.due).toBeLessThan(settled);
});
