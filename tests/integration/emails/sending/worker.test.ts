import { expect, vi } from "vitest";
import { startWorker } from "../../../../jobs/worker.ts";
import { startTestNotify } from "../../../stand-ins/notify.ts";
import { createOrganisations } from "../../../records/organisations.ts";
import { createActor, megan } from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readEmails } from "../../../readings/traces.ts";

test("two workers send each queued email exactly once", async ({ resources, db, onTestFinished }) => {
  const mail = await startTestNotify();
  const environment = { ...mail.environment, DATABASE_URL: resources.environment.DATABASE_URL };
  const workers = await Promise.all([1, 2].map(() => startWorker({ ...resources, environment })));
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await mail.stop();
  });
  const organisations = await createOrganisations(db, 12);
  const api = callAs(resources, await createActor(db));
  await mail.fail({ status: 400, count: 1 });

  await Promise.all(
    organisations.map(({ id }) => api.organisationUsers.add({ organisationId: id, ...megan })),
  );

  await vi.waitFor(
    async () => {
      const statuses = (await readEmails(db)).map(({ status }) => status).toSorted();
      expect(statuses).toEqual(["failed", ...Array.from({ length: 11 }, () => "sent")]);
    },
    { timeout: 15_000, interval: 50 },
  );
  const references = (await mail.inbox()).map(({ reference }) => reference);
  expect(references).toHaveLength(11);
  expect(new Set(references).size).toBe(11);
});
