import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { expect, test as base } from "vitest";
import { startWorker } from "../../jobs/worker.ts";
import { startPostgres } from "../../local/postgres.ts";
import { readServerState } from "../../local/postgres/leftover.ts";
import { quickTimings, startTestNotify } from "../factories/notify.ts";
import { createOrganisation } from "../factories/organisations.ts";
import { createActor } from "../factories/people.ts";
import { readEmailRecords } from "../factories/sending.ts";
import { callAs } from "../factories/services.ts";
import { startSite } from "../factories/site.ts";
import { closeServices, openServices } from "../../server/services.ts";
import { findFreePorts } from "../setup/free-port.ts";

const emails = 60;
const patience = { timeout: 60_000, interval: 50 };

/** vitest's `test` with a PostgreSQL of its own, which starts again when it dies. */
const test = base.extend("postgres", async ({}, { onCleanup }) => {
  const dataDir = await mkdtemp(join(tmpdir(), "console-restarted-"));
  await chmod(dataDir, 0o711); // as root, PostgreSQL runs as another user, who has to pass through
  const [port = 0] = await findFreePorts(1);
  const postgres = await startPostgres({ dataDir, port, report: () => undefined });
  onCleanup(async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const pid = () => readServerState(join(dataDir, "postgres"))?.pid ?? 0;
  return { url: postgres.url("postgres"), pid, crash: () => process.kill(pid(), "SIGQUIT") };
});

test("PostgreSQL dies while emails wait: web and worker recover by themselves, each email is sent once", async ({
  postgres,
  onTestFinished,
}) => {
  const mail = await startTestNotify({}, { DATABASE_URL: postgres.url });
  await mail.fail({ status: 429, count: 1_000_000 }); // so that all of them wait, and the worker has some in hand
  const { environment } = mail;
  const services = await openServices(environment, pino({ level: "silent" }));
  const web = await startSite(services);
  const worker = await startWorker(services, quickTimings);
  onTestFinished(async () => {
    await worker.stop();
    await web.stop();
    await closeServices(services);
    await mail.stop();
  });
  const { id: organisationId } = await createOrganisation(services.db);
  const api = callAs(services, await createActor(services.db));
  const people = Array.from({ length: emails }, (_, number) => `user-${number}@example.com`);
  const before = postgres.pid();

  for (const email of people)
    await api.organisationUsers.add({ organisationId, firstName: "Megan", lastName: "Price", email });
  const turnedAway = async () => (await readEmailRecords(services.db)).filter(({ error }) => error !== null);
  await expect.poll(turnedAway, patience).not.toEqual([]);
  postgres.crash();

  await expect.poll(postgres.pid, patience).not.toBe(before);
  const ready = async () => (await fetch(`${web.url}/healthcheck/ready`)).status;
  await expect.poll(ready, patience).toBe(200);
  await mail.fail({ count: 0 });
  const waiting = async () =>
    (await readEmailRecords(services.db)).filter(({ status }) => status !== "sent").length;
  await expect.poll(waiting, patience).toBe(0);
  const received = (await mail.inbox()).map(({ to }) => to);
  expect(received.toSorted()).toEqual(people.toSorted());
});
