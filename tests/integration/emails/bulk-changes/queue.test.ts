import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { endOfDailyLimit } from "../../../../jobs/emails/pacing/sending-pause.ts";
import { recordFailed, sendFailedEmail } from "../../../../server/emails/failed/failed.ts";
import { abandonedQueue, emailQueues, type NewEmail, queueEmail } from "../../../../server/emails/queue.ts";
import { requeueEmails } from "../../../../server/emails/upkeep.ts";
import { readEmailRecords, readQueued, testWithLongWaits as test } from "../../../fixtures/sending.ts";
import type { Resources } from "../../../../server/resources.ts";
import { createBulkChange } from "../../../records/bulk-changes.ts";
import { createEmail } from "../../../records/emails.ts";
import { createOrganisation, type Organisation } from "../../../records/organisations.ts";
import { createOrganisationUser, eric, megan, type Person } from "../../../records/people.ts";
import { longTimings } from "../../../stand-ins/notify.ts";

/** Creates members of one organisation. */
async function createMembers(db: Database, count: number) {
  const organisation = await createOrganisation(db);
  const users: Person[] = [];
  for (let number = 0; number < count; number++) {
    const details = { ...eric, email: `eric-${number}@example.com` };
    users.push(await createOrganisationUser(db, details, { organisations: [organisation] }));
  }
  return { organisation, users };
}

/** Queues an invitation of each by one bulk change. */
async function inviteAll(resources: Resources, users: Person[], organisation: Organisation): Promise<void> {
  const bulkChangeId = await createBulkChange(resources.db);
  const kind = "organisation_user_added";
  for (const organisationUser of users) {
    await createEmail(resources.db, kind, { organisationUser, organisation, bulkChangeId });
  }
  await requeueEmails(resources);
}

const invitationOf = ({ id, email }: Person, { id: organisationId }: Organisation) => ({
  kind: "organisation_user_added" as const,
  ...{ recipient: email, organisationUserId: id, organisationId },
});

test("while emails of a bulk change wait for their turns, single emails go out, also to the same person", async ({
  console,
  db,
  mail,
  startWorker,
}) => {
  const { organisation, users } = await createMembers(db, 5);
  const bulkChangeId = await createBulkChange(db);
  const send = (email: NewEmail) =>
    console.db.transaction().execute((trx) => queueEmail(trx, console.queue, email));
  const invitations = new Map<string, Person>();
  for (const user of users) {
    invitations.set(await send({ ...invitationOf(user, organisation), bulkChangeId }), user);
  }
  await startWorker({ ...longTimings, spacing: 3_600_000 });
  const arrived = async () => (await mail.inbox()).map(({ reference }) => reference).toReversed();
  await expect.poll(async () => (await arrived()).length).toBe(1);
  const [first] = await arrived();
  const [waiting, user] = [...invitations].find(([id]) => id !== first) ?? expect.unreachable();

  const added = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const single = await send(invitationOf(added, organisation));
  const changed = await send({
    kind: "email_address_changed",
    recipient: user.email,
    organisationUserId: user.id,
  });

  await expect.poll(async () => (await arrived()).length).toBe(4);
  expect((await arrived()).toSorted()).toEqual([first, waiting, single, changed].toSorted());
  expect((await arrived()).filter((id) => id === waiting || id === changed)).toEqual([waiting, changed]);
});

test("the daily limit makes emails of bulk changes wait until after midnight UTC", async ({
  console,
  db,
  mail,
  startWorker,
}) => {
  const { organisation, users } = await createMembers(db, 10);
  await mail.put("daily-limit");
  await inviteAll(console, users, organisation);
  const before = endOfDailyLimit(Date.now());

  await startWorker();

  const startTimes = async () => {
    const { rows } = await sql<{ at: Date }>`
      select start_after as at from pgboss.job where name = ${emailQueues.bulk} and state = 'created'
    `.execute(db);
    return rows.map(({ at }) => at.getTime()).filter((at) => at >= before);
  };
  await expect.poll(async () => (await startTimes()).length, { timeout: 10_000 }).toBe(users.length);
  const records = await readEmailRecords(db);
  expect(records.filter(({ attempts }) => attempts > 0).length).toBeLessThan(users.length);
  expect(records.every(({ status, retries }) => status === "queued" && retries === 0)).toBe(true);
});

test("a worker that stops gives back the jobs of emails that wait for their turns", async ({
  console,
  db,
  startWorker,
}) => {
  const { organisation, users } = await createMembers(db, 3);
  await inviteAll(console, users, organisation);
  const worker = await startWorker({ ...longTimings, spacing: 3_600_000 });
  const waiting = async () => (await readEmailRecords(db)).filter(({ status }) => status === "queued");
  await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(2);

  await worker.stop();

  const expected = (await waiting()).map(({ id }) => ({ queue: emailQueues.bulk, emailId: id }));
  expect(await readQueued(db)).toEqual(expect.arrayContaining(expected));
});

test("an email of a bulk change that failed and is sent again stays one of the bulk change", async ({
  console,
  db,
}) => {
  const {
    organisation,
    users: [organisationUser],
  } = await createMembers(db, 1);
  const bulkChangeId = await createBulkChange(db);
  const about = { ...(organisationUser && { organisationUser }), organisation, bulkChangeId };
  const id = await createEmail(db, "organisation_user_added", about);
  await recordFailed(db, id, "400 BadRequestError: Template not found");

  const again = await sendFailedEmail(console.db, console.queue, id);

  expect(await readQueued(db)).toEqual([{ queue: emailQueues.bulk, emailId: again }]);
});

test("both queues give a job up to the same queue after as many tries", async ({ console }) => {
  const queues = await console.queue.getQueues(Object.values(emailQueues));

  expect(queues.map(({ name }) => name).toSorted()).toEqual(Object.values(emailQueues).toSorted());
  for (const options of queues) {
    expect(options).toMatchObject({ deadLetter: abandonedQueue, retryLimit: 50, heartbeatSeconds: 10 });
  }
});
