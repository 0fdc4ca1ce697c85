import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { sql } from "kysely";
import { pino } from "pino";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { lookUpReceipts } from "../../../../jobs/emails/receipt-look-ups.ts";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { scheduledJobs } from "../../../../jobs/schedule.ts";
import { age, createSender, testWithLongWaits as test } from "../../../fixtures/sending.ts";
import { createEmail, inviteMegan, readOutcome } from "../../../records/emails.ts";
import { createSupportUser } from "../../../records/people.ts";
import { readActivity } from "../../../readings/traces.ts";
import { longTimings, startTestNotify } from "../../../stand-ins/notify.ts";

const sentAgo = (db: Database, time: string) =>
  sql`update emails set sent_at = now() - ${time}::interval`.execute(db);

test("an email without a receipt is looked up after an hour, a day and four days, and no more after a week", async ({
  console,
  db,
  onTestFinished,
}) => {
  const { DATABASE_URL } = console.environment;
  const mail = await startTestNotify({ pace: { sending: 1, done: 600_000 } }, { DATABASE_URL });
  onTestFinished(() => mail.stop());
  const { id } = await inviteMegan(db);
  await sendEmail(createSender(console, mail), "single", id);
  const run = () => lookUpReceipts({ ...console, environment: mail.environment });

  const counts: number[] = [];
  for (const time of ["59 min", "61 min", "23 h", "25 h", "3 days 23 h", "4 days 1 h", "6 days"]) {
    await sentAgo(db, time);
    counts.push(await run());
  }
  expect(counts).toEqual([0, 1, 0, 1, 0, 1, 0]);
  expect(await readOutcome(db)).toMatchObject({ status: "sent" });

  await sql`update emails set receipt_look_ups = 0`.execute(db);
  await sentAgo(db, "6 days");
  expect([await run(), await run()]).toEqual([1, 0]); // one for the three that were missed
  await sql`update emails set receipt_look_ups = 0`.execute(db);
  await sentAgo(db, "7 days 1 min");
  expect(await run()).toBe(0);
});

test.for([
  ["delivered", "usual", "usual", { status: "delivered", error: null }],
  ["a technical failure", "technical-failure", "usual", { status: "failed", error: "technical-failure" }],
  ["not there", "usual", "maintenance", { status: "sent" }],
  ["not there", "usual", "key-revoked", { status: "sent" }],
] as const)(
  "what Notify answers counts as a receipt: %s",
  async ([, before, then, outcome], { console, db, mail, send }) => {
    const { id } = await inviteMegan(db);
    await mail.put(before);
    await send(id);
    await expect.poll(async () => (await mail.inbox())[0]?.status).not.toMatch(/created|sending/);
    await sentAgo(db, "61 min");
    await mail.put(then);

    expect(await lookUpReceipts(console)).toBe(outcome.status === "sent" ? 0 : 1);

    expect(await readOutcome(db)).toMatchObject(outcome);
    expect((await readActivity(db)).map(({ action }) => action)).toEqual(
      outcome.status === "failed" ? ["email_failed"] : [],
    );
    if (outcome.status !== "sent") return;
    await mail.put("usual");
    expect(await lookUpReceipts(console)).toBe(1);
    expect(await readOutcome(db)).toMatchObject({ status: "delivered" });
  },
);

test("an email that Notify no longer keeps is not looked up again", async ({ console, db, send }) => {
  const { id } = await inviteMegan(db);
  await send(id);
  await sql`update emails set notify_id = gen_random_uuid()`.execute(db);
  await sentAgo(db, "61 min");

  expect([await lookUpReceipts(console), await lookUpReceipts(console)]).toEqual([1, 0]);
  expect(await readOutcome(db)).toMatchObject({ status: "sent" });
});

/** A server in place of Notify, which answers 500 about the first emails of the table. */
async function startFailing(db: Database, failing: number) {
  let asked = 0;
  const { rows } = await sql<{ id: string; notifyId: string }>`
    select id, notify_id as "notifyId" from emails order by sent_at, id
  `.execute(db);
  const server = createServer((request, response) => {
    asked += 1;
    const index = rows.findIndex(({ notifyId }) => request.url?.endsWith(notifyId));
    const receipt = { id: rows[index]?.notifyId, reference: rows[index]?.id, status: "delivered" };
    response.writeHead(index < failing ? 500 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(receipt));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      await once(server.close(), "close");
    },
  };
}

test.for([
  ["single emails that cannot be looked up do not hold up the others", 2, 18, 20],
  ["a run ends early if Notify is down", 20, 0, 12],
] as const)("%s", async ([, failing, delivered, requests], { console, db }) => {
  const supportUser = await createSupportUser(db);
  for (let count = 0; count < 20; count++) await createEmail(db, "support_user_added", { supportUser });
  await sql`
    update emails set status = 'sent', notify_id = gen_random_uuid(), sent_at = now() - interval '2 h'
  `.execute(db);
  await using failingNotify = await startFailing(db, failing);
  const environment = { ...console.environment, NOTIFY_BASE_URL: failingNotify.url };

  expect(await lookUpReceipts({ ...console, environment, log: pino({ level: "silent" }) })).toBe(delivered);
  expect(failingNotify.asked()).toBe(requests);
});

test("looking up an unknown outcome takes what came of the email along", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);
  await mail.put("technical-failure");
  await mail.fail({ status: "drop-after-accept", count: 1 });
  await send(id);
  await expect.poll(async () => (await mail.inbox())[0]?.status).toBe("technical-failure");

  await age(db, longTimings.request + longTimings.settling);
  await send(id);

  expect(await readOutcome(db)).toMatchObject({
    status: "failed",
    error: "technical-failure",
    notifyId: (await mail.inbox())[0]?.id,
  });
});

test("runs every ten minutes", () => {
  expect(scheduledJobs.find(({ run }) => run === lookUpReceipts)?.cron).toBe("*/10 * * * *");
});
