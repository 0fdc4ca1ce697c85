import { sql } from "kysely";
import { pino } from "pino";
import { expect } from "vitest";
import { sendEmail } from "../../../../jobs/emails/send-email.ts";
import { endOfDailyLimit } from "../../../../jobs/emails/pacing/sending-pause.ts";
import { openSender } from "../../../../jobs/emails/sender.ts";
import { age, readEmailRecords, testWithLongWaits as test } from "../../../fixtures/sending.ts";
import { createEmail, inviteMegan, readOutcome, readStatus } from "../../../records/emails.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createSupportUser } from "../../../records/people.ts";
import { longTimings } from "../../../stand-ins/notify.ts";

const settled = longTimings.request + longTimings.settling;

test.for([
  ["key-revoked", /^403 AuthError: Invalid token/],
  ["clock-wrong", /^403 AuthError \(clock \d\d s slow\): /],
  ["gateway-denies", /^403$/],
] as const)(
  "with %s, an email is tried again, and the log has an error",
  async ([state, error], { db, mail, sender }) => {
    const { id } = await inviteMegan(db);
    const lines: string[] = [];
    const log = pino({ level: "error" }, { write: (line) => void lines.push(line) });
    await mail.put(state);

    await sendEmail({ ...sender, log }, "single", id);

    expect(await readOutcome(db)).toMatchObject({
      status: "queued",
      retries: 1,
      error: expect.stringMatching(error) as string,
    });
    expect(lines.join()).toContain("Notify does not let the console in");
    await mail.put("usual");
    await age(db, longTimings.backoff(0));
    await sendEmail(sender, "single", id);
    expect(await readOutcome(db)).toMatchObject({ status: "sent" });
  },
);

test("a page in place of Notify's answer leaves the outcome unknown, also if it answers the look-up", async ({
  db,
  mail,
  send,
}) => {
  const { id } = await inviteMegan(db);
  await mail.put("maintenance");
  await send(id);
  expect(await readOutcome(db)).toMatchObject({
    status: "queued",
    error: "Notify did not answer as expected",
  });

  await age(db, settled);
  await send(id);
  const error = "Notify did not answer. When asked about the email: Notify did not answer as expected";
  expect(await readOutcome(db)).toMatchObject({ status: "queued", error, attempts: 1 });

  await mail.put("usual");
  await age(db, settled);
  await send(id);
  expect(await readOutcome(db)).toMatchObject({ status: "sent", attempts: 2 });
  expect(await mail.inbox()).toHaveLength(1);
});

test("a daily limit makes all emails wait until after midnight UTC, in order and without using up retries", async ({
  console,
  db,
  mail,
  sender,
  send,
}) => {
  const { id: first, organisationUser } = await inviteMegan(db);
  const calder = await createOrganisation(db, "Calder");
  await sql`insert into memberships (user_id, organisation_id) values (${organisationUser.id}, ${calder.id})`.execute(
    db,
  );
  const second = await createEmail(db, "email_address_changed", { organisationUser });
  const third = await createEmail(db, "organisation_user_added", { organisationUser, organisation: calder });
  const other = await createEmail(db, "support_user_added", { supportUser: await createSupportUser(db) });
  await mail.put("daily-limit");
  const before = endOfDailyLimit(Date.now());

  for (const id of [first, second, third, other]) await send(id);

  const records = await readEmailRecords(db);
  expect(records.map(({ status, attempts, retries }) => [status, attempts, retries])).toEqual([
    ["queued", 1, 0],
    ["queued", 0, 0],
    ["queued", 0, 0],
    ["queued", 0, 0],
  ]);
  expect(records[0]?.error).toMatch(/^429 TooManyRequestsError: /);
  const { rows } = await sql<{
    at: Date;
  }>`select start_after as at from pgboss.job where name = 'send-email'`.execute(db);
  expect(rows).toHaveLength(4);
  for (const { at } of rows) {
    expect(at.getTime()).toBeGreaterThanOrEqual(before);
    expect(at.getTime()).toBeLessThan(before + 600_000);
  }

  await mail.put("usual");
  await send(other);
  expect(await readStatus(db, other)).toMatchObject({ status: "queued", attempts: 0 });
  const tomorrow = openSender({ ...console, environment: mail.environment }, sender.timings);
  await sendEmail(tomorrow, "single", third);
  expect((await mail.inbox()).map(({ reference }) => reference)).toEqual([third, second, first]);
});
