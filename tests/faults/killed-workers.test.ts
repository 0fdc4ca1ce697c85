import { expect } from "vitest";
import type { Resources } from "../../server/resources.ts";
import { type EmailQueue, queueEmail } from "../../server/emails/queue.ts";
import { addOrganisationUser } from "../../server/organisation-users/add.ts";
import { createBulkChange } from "../records/bulk-changes.ts";
import { createOrganisation } from "../records/organisations.ts";
import { createActor, megan } from "../records/people.ts";
import { readEmailRecords, test } from "../fixtures/sending.ts";
import { startKillableWorkers } from "./product/killable-workers.ts";

/** Fewer in `npm test`, more in `npm run test:long`. */
const isLong = process.env["FAULT_SECONDS"] !== undefined;
const [people, kills] = isLong ? [100, 24] : [24, 6];
const emails = 2 * people;

/** Adds users to one organisation, as a script does, and tells each that their address has changed: two emails. */
async function addUsers({ db, queue }: Resources, bulkChangeId?: string): Promise<void> {
  const { id: organisationId } = await createOrganisation(db);
  const actor = await createActor(db);
  for (let number = 0; number < people; number++) {
    const email = `user-${number}@example.com`;
    const context = { actor, queue, ...(bulkChangeId !== undefined && { bulkChangeId }) };
    const { id } = await addOrganisationUser(db, context, { ...megan, organisationId, email });
    const changed = { kind: "email_address_changed" as const, recipient: email, organisationUserId: id };
    await db.transaction().execute((trx) => queueEmail(trx, queue, { ...changed, bulkChangeId }));
  }
}

function countBy(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

test.for<EmailQueue>(["single", "bulk"])(
  "workers killed between Notify's answer and the commit lose no %s email, send none twice, and keep the order",
  async (kind, { console, mail }) => {
    await addUsers(console, kind === "bulk" ? await createBulkChange(console.db) : undefined);
    const started = Date.now();
    const workers = await startKillableWorkers({
      environment: console.environment,
      workers: 3,
      kills,
    });
    const waiting = async () =>
      (await readEmailRecords(console.db)).filter(({ status }) => status === "queued").length;
    await expect.poll(waiting, { timeout: 100_000, interval: 200 }).toBe(0);
    const settled = Date.now();
    await workers.stop();

    const records = new Map((await readEmailRecords(console.db)).map((record) => [record.id, record]));
    const inbox = (await mail.inbox()).toReversed();
    const received = countBy(inbox.map(({ reference }) => reference));
    const overtaken = [...Map.groupBy(inbox, ({ to }) => to).values()].filter(
      ([first]) => first?.subject.startsWith("You can now use") !== true,
    ).length;
    const doubled = [...received.values()].filter((count) => count > 1).length;
    const lost = emails - received.size;
    // The next worker finds each of these emails at Notify and does not send it again, so it has one attempt.
    const foundLater = workers.kills.filter(({ emailId }) => records.get(emailId)?.attempts === 1).length;
    const lastKill = workers.kills.at(-1)?.at ?? Number.NaN;
    const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
    process.stdout.write(
      `${emails} ${kind} emails, ${workers.kills.length} kills: ${lost} lost, ${doubled} doubled, ${overtaken} overtaken; ` +
        `settled ${seconds(settled - lastKill)} after the last kill, ${seconds(settled - started)} in all\n`,
    );
    expect({ lost, doubled, overtaken }).toEqual({ lost: 0, doubled: 0, overtaken: 0 });
    expect(workers.kills).toHaveLength(kills);
    expect(foundLater).toBe(kills);
  },
);
