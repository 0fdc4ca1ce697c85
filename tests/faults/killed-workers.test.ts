import { expect } from "vitest";
import type { Resources } from "../../server/resources.ts";
import { createOrganisation } from "../records/organisations.ts";
import { createActor } from "../records/people.ts";
import { readEmailRecords, test } from "../fixtures/sending.ts";
import { callAs } from "../fixtures/resources.ts";
import { startKillableWorkers } from "./product/killable-workers.ts";

/** Fewer in `npm test`, more in `npm run test:long`. */
const isLong = process.env["FAULT_SECONDS"] !== undefined;
const [emails, kills] = isLong ? [200, 24] : [80, 9];

/** Adds users to one organisation, as a script does. Each gets an email. */
async function addUsers(resources: Resources): Promise<void> {
  const { id: organisationId } = await createOrganisation(resources.db);
  const api = callAs(resources, await createActor(resources.db));
  for (let number = 0; number < emails; number++) {
    const email = `user-${number}@example.com`;
    await api.organisationUsers.add({ organisationId, firstName: "Megan", lastName: "Price", email });
  }
}

function countBy(values: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

test("workers killed between Notify's answer and the commit lose no email and send none twice", async ({
  console,
  mail,
}) => {
  await addUsers(console);
  const started = Date.now();
  const workers = await startKillableWorkers({
    environment: console.environment,
    workers: 3,
    kills,
  });
  const waiting = async () =>
    (await readEmailRecords(console.db)).filter(({ status }) => status !== "sent").length;
  await expect.poll(waiting, { timeout: 100_000, interval: 200 }).toBe(0);
  const settled = Date.now();
  await workers.stop();

  const records = new Map((await readEmailRecords(console.db)).map((record) => [record.id, record]));
  const received = countBy((await mail.inbox()).map(({ to }) => to));
  const doubled = [...received.values()].filter((count) => count > 1).length;
  const lost = emails - received.size;
  // The next worker finds each of these emails at Notify and does not send it again, so it has one attempt.
  const foundLater = workers.kills.filter(({ emailId }) => records.get(emailId)?.attempts === 1).length;
  const lastKill = workers.kills.at(-1)?.at ?? Number.NaN;
  const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
  process.stdout.write(
    `${emails} emails, ${workers.kills.length} kills: ${lost} lost, ${doubled} doubled; ` +
      `settled ${seconds(settled - lastKill)} after the last kill, ${seconds(settled - started)} in all\n`,
  );
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(workers.kills).toHaveLength(kills);
  expect(foundLater).toBe(kills);
});
