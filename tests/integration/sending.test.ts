import { sql } from "kysely";
import { expect } from "vitest";
import { openNotify } from "../../jobs/notify.ts";
import { sendEmail } from "../../jobs/send-email.ts";
import type { Database } from "../../db/database.ts";
import { createEmail, readOutcome } from "../factories/emails.ts";
import { startTestNotify } from "../factories/notify.ts";
import { createOrganisation, unknownId } from "../factories/organisations.ts";
import { createOrganisationUser, megan } from "../factories/people.ts";
import { test as base } from "../factories/services.ts";
import { readActivity } from "../factories/traces.ts";

const test = base
  .extend("mail", async ({}, { onCleanup }) => {
    const mail = await startTestNotify();
    onCleanup(mail.stop);
    return mail;
  })
  .extend("send", ({ db, mail: { notify, environment } }) => {
    return (emailId: string) => sendEmail(db, notify, environment, emailId);
  });

/** An invitation of Megan Price to Ashgrove that waits to be sent. */
async function inviteMegan(db: Database) {
  const organisation = await createOrganisation(db);
  const organisationUser = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const id = await createEmail(db, "organisation_user_added", { organisationUser, organisation });
  return { id, organisation, organisationUser };
}

/** As if the last attempt had been so long ago. */
const age = (db: Database, seconds: number) =>
  sql`update emails set attempted_at = now() - make_interval(secs => ${seconds})`.execute(db);

test("an email is sent once, and recorded as sent", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);

  await send(id);
  await send(id);

  const inbox = await mail.inbox();
  expect(inbox).toMatchObject([{ to: megan.email, reference: id }]);
  expect(await readOutcome(db)).toMatchObject({
    status: "sent",
    notifyId: inbox[0]?.id,
    attempts: 1,
    error: null,
  });
  expect((await readOutcome(db)).sentAt).toBeInstanceOf(Date);
  expect(await readActivity(db)).toEqual([]);
});

test("two workers at one email send it once", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);

  const results = await Promise.allSettled([send(id), send(id), send(id), send(id)]);

  expect(await mail.inbox()).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 1 });
  const reasons = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Error] : []));
  for (const reason of reasons) expect(reason.name).toBe("TryLater");
});

test("while another worker is at an email, it waits", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);

  await db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(hashtextextended(${id}, 0))`.execute(other);
    await expect(send(id)).rejects.toMatchObject({ name: "TryLater" });
    expect(await mail.inbox()).toEqual([]);
    await sql`select pg_advisory_unlock(hashtextextended(${id}, 0))`.execute(other);
  });

  await send(id);
  expect(await mail.inbox()).toHaveLength(1);
});

test("what Notify refuses is not tried again: failed, with its reason, and said in the activity log", async ({
  db,
  mail,
  send,
}) => {
  const { id, organisation, organisationUser } = await inviteMegan(db);
  await mail.fail({ status: 400, count: 1 });

  await send(id);
  await send(id);

  const error = "400 BadRequestError: Can't send to this recipient using a team-only API key";
  expect(await readOutcome(db)).toMatchObject({ status: "failed", error, attempts: 1, notifyId: null });
  expect(await mail.inbox()).toEqual([]);
  expect(await readActivity(db)).toMatchObject([
    {
      by: "system",
      action: "email_failed",
      whom: organisationUser.id,
      kind: "organisation_user",
      subject: "Megan Price",
      organisation: organisation.id,
    },
  ]);
});

test.for([
  [500, "500 Exception: Internal server error"],
  [429, "429 RateLimitError: Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"],
  ["timeout", "504 GatewayTimeout: Gateway timeout"],
] as const)("after %s it is tried again, and sent", async ([status, error], { db, mail, send }) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status, count: 1 });

  await expect(send(id)).rejects.toMatchObject({ name: "NotifyError", outcome: "later" });
  expect(await readOutcome(db)).toMatchObject({ status: "queued", error, attempts: 1 });
  expect(await readActivity(db)).toEqual([]);

  await send(id);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", error: null, attempts: 2 });
  expect(await mail.inbox()).toHaveLength(1);
});

test("an attempt without an answer is not repeated until it has settled; what arrived is not sent again", async ({
  db,
  mail,
  send,
}) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: "drop-after-accept", count: 1 });
  await expect(send(id)).rejects.toMatchObject({ name: "NotifyError", outcome: "unknown" });
  expect(await readOutcome(db)).toMatchObject({ status: "queued", error: null, attempts: 1 });

  await age(db, 49); // 20 s of time-out and 30 s to settle
  await expect(send(id)).rejects.toMatchObject({ name: "TryLater" });
  await age(db, 51);
  await send(id);

  const inbox = await mail.inbox();
  expect(inbox).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", notifyId: inbox[0]?.id, attempts: 1 });
});

test("an attempt without an answer that did not arrive is sent again", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);
  const unreachable = { ...mail.environment, NOTIFY_BASE_URL: "http://127.0.0.1:1" };
  const attempt = sendEmail(db, openNotify(unreachable), unreachable, id);
  await expect(attempt).rejects.toMatchObject({ outcome: "unknown", message: "Notify did not answer" });

  await age(db, 51);
  await send(id);

  expect(await mail.inbox()).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 2 });
});

test("the attempt's time is committed before the request to Notify", async ({ db, mail }) => {
  const { id } = await inviteMegan(db);
  let seen: unknown;
  const notify = {
    ...mail.notify,
    send: async () => {
      seen = await readOutcome(db);
      return unknownId;
    },
  };

  await sendEmail(db, notify, mail.environment, id);

  expect(seen).toMatchObject({ status: "queued", attempts: 1, attemptedAt: expect.any(Date) as Date });
});

test("a job for an email that there is none of does nothing", async ({ mail, send }) => {
  await send(unknownId);

  expect(await mail.inbox()).toEqual([]);
});

test("the errors that are thrown and stored name neither the address nor the key", async ({
  db,
  mail,
  send,
}) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: 500, count: 1 });

  const error = (await send(id).catch((thrown: unknown) => thrown)) as Error;

  const said = JSON.stringify([error, error.message, error.stack, await readOutcome(db)]);
  expect(said).not.toContain(megan.email);
  expect(said).not.toContain(mail.environment.NOTIFY_API_KEY.slice(-36));
  expect(said).not.toContain("Bearer");
});
