import { pino } from "pino";
import { expect } from "vitest";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { findNextEmail } from "../../../../server/emails/sending/next-email.ts";
import { recordAttempt } from "../../../../server/emails/sending/records.ts";
import { sql } from "kysely";
import { inviteMegan, readOutcome } from "../../../records/emails.ts";
import { createOrganisation, unknownId } from "../../../records/organisations.ts";
import { megan, successor } from "../../../records/people.ts";
import { readEmailJobs, readEmailRecords, test } from "../../../fixtures/sending.ts";
import { readActivity } from "../../../readings/traces.ts";

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

test("two workers send one email once", async ({ db, mail, send }) => {
  const { id } = await inviteMegan(db);

  await Promise.all([send(id), send(id), send(id), send(id)]);

  expect(await mail.inbox()).toHaveLength(1);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 1 });
});

test.for([
  ["an email to the same person", "organisationUser"],
  ["the email, as the release before locks it", "id"],
] as const)("a job waits while another worker is sending %s", async ([, locked], { db, mail, send }) => {
  const { id, organisationUser } = await inviteMegan(db);
  const key = locked === "id" ? id : organisationUser.id;

  await db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(hashtextextended(${key}, 0))`.execute(other);
    await send(id);
    expect(await mail.inbox()).toEqual([]);
    expect(await readEmailJobs(db)).toEqual([{ state: "created", repeats: 0 }]);
    await sql`select pg_advisory_unlock(hashtextextended(${key}, 0))`.execute(other);
  });

  await send(id);
  expect(await mail.inbox()).toHaveLength(1);
});

test("of two workers that hold different locks, for example of merged persons, one sends the email", async ({
  db,
}) => {
  const { organisationUser } = await inviteMegan(db);
  const read = async () =>
    (await findNextEmail(db, { personId: organisationUser.id, bulkEmailId: null, without: [] })) ??
    expect.unreachable();
  const [one, other] = [await read(), await read()];

  expect(await recordAttempt(db, one)).toBe(true);
  expect(await recordAttempt(db, other)).toBe(false);
});

test("an email that Notify refuses fails with its reason, and is logged", async ({ db, mail, send }) => {
  const { id, organisation, organisationUser } = await inviteMegan(db);
  await mail.fail({ status: 400, count: 1 });

  await send(id);
  await send(id);

  const error = "400 BadRequestError: Can’t send to this recipient using a team-only API key";
  expect(await readOutcome(db)).toMatchObject({ status: "failed", error, attempts: 1, notifyId: null });
  expect(await mail.inbox()).toEqual([]);
  expect(await readActivity(db)).toMatchObject([
    {
      by: "system",
      action: "email_failed",
      subjectId: organisationUser.id,
      kind: "organisation_user",
      subject: "Megan Price",
      organisation: organisation.id,
    },
  ]);
});

test("the attempt's time is committed before the request to Notify", async ({ db, sender }) => {
  const { id } = await inviteMegan(db);
  let seen: unknown;
  const notify = {
    ...sender.notify,
    send: async () => {
      seen = await readOutcome(db);
      return unknownId;
    },
  };

  await sendEmail({ ...sender, notify }, "single", id);

  expect(seen).toMatchObject({ status: "queued", attempts: 1, attemptedAt: expect.any(Date) as Date });
});

test("a job for an unknown email does nothing", async ({ mail, send }) => {
  await send(unknownId);

  expect(await mail.inbox()).toEqual([]);
});

test("the stored and logged error contains neither the address nor the key", async ({ db, mail, sender }) => {
  const { id } = await inviteMegan(db);
  await mail.fail({ status: 500, count: 1 });
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });

  await sendEmail({ ...sender, log }, "single", id);

  const said = JSON.stringify([lines, await readOutcome(db)]);
  expect(said).toContain("Internal server error");
  expect(said).not.toContain(megan.email);
  expect(said).not.toContain(mail.environment.NOTIFY_API_KEY.slice(-36));
  expect(said).not.toContain("Bearer");
});

test("an email about a removal greets the person who was removed, though the record is a successor's since", async ({
  api,
  db,
  mail,
  send,
}) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  const [invitation] = await readEmailRecords(db);
  await send(invitation?.id ?? "");
  await api.organisationUsers.remove({ organisationId: ashgrove.id, userId });
  await api.organisationUsers.add({ organisationId: calder.id, ...successor });

  for (const { id } of await readEmailRecords(db)) await send(id);

  const greetings = (await mail.inbox()).map(({ subject, body }) => [subject, body.split("\n", 1)[0]]);
  expect(greetings.toReversed()).toEqual([
    ["You can now use Manage school placements", "Dear Megan Price"],
    ["Your access to Manage school placements has changed", "Dear Megan Price"],
    ["You can now use Manage school placements", "Dear Dilys Owen"],
  ]);
});
