import { expect } from "vitest";
import { readActivity } from "../readings/traces.ts";
import { addEric, readEmailJobs, readEmailRecords, test } from "../fixtures/sending.ts";
import type { Database } from "../../db/database.ts";

const patience = { timeout: 30_000, interval: 50 };

/** Waits until the only email has this status, and returns its record. */
async function untilStatus(db: Database, status: string) {
  const find = async () => (await readEmailRecords(db))[0];
  await expect.poll(async () => (await find())?.status, patience).toBe(status);
  return find();
}

test("an email that Notify fails with 500 is sent later, once", async ({ console, mail, startWorker }) => {
  await mail.fail({ status: 500, count: 2 });
  await addEric(console);
  await startWorker();

  expect(await untilStatus(console.db, "sent")).toMatchObject({ attempts: 3, retries: 2, error: null });
  expect(await mail.inbox()).toHaveLength(1);
});

test("an email fails after the last retry, and is logged once for support staff", async ({
  console,
  mail,
  startWorker,
}) => {
  await mail.fail({ status: 500, count: 100 });
  await addEric(console);
  await startWorker();

  expect(await untilStatus(console.db, "failed")).toMatchObject({
    attempts: 4,
    retries: 3,
    error: "500 Exception: Internal server error",
  });
  const actions = (await readActivity(console.db)).map(({ action }) => action);
  expect(actions).toEqual(["added", "email_failed"]);
});

test("a 429 pauses all sending, and uses up no retries", async ({ console, mail, startWorker }) => {
  await mail.fail({ status: 429, count: 5 });
  const { api } = await addEric(console);
  await api.supportUsers.add({ firstName: "Tom", lastName: "Whitfield", email: "tom@education.gov.uk" });
  await startWorker();

  await expect.poll(() => mail.inbox(), patience).toHaveLength(2);
  await expect
    .poll(() => readEmailJobs(console.db), patience)
    .toEqual([
      { state: "completed", repeats: 0 },
      { state: "completed", repeats: 0 },
    ]);
  const records = await readEmailRecords(console.db);
  expect(records.map(({ status, retries }) => ({ status, retries }))).toEqual([
    { status: "sent", retries: 0 },
    { status: "sent", retries: 0 },
  ]);
});

test("a worker that stops during a pause hands its emails to the next worker", async ({
  console,
  mail,
  startWorker,
}) => {
  await mail.fail({ status: 429, count: 1_000 });
  await addEric(console);
  const first = await startWorker();
  const error = async () => (await readEmailRecords(console.db))[0]?.error;
  await expect.poll(error, patience).toMatch(/^429 RateLimitError/);
  await first.stop();
  expect((await readEmailJobs(console.db)).map(({ state }) => state)).toEqual(["completed", "created"]);

  await mail.fail({ count: 0 });
  await startWorker();
  expect(await untilStatus(console.db, "sent")).toMatchObject({ retries: 0 });
});

test("a worker that stops finishes the email that it is sending", async ({ console, mail, startWorker }) => {
  await mail.fail({ status: "timeout", count: 1 });
  await addEric(console);
  const worker = await startWorker();
  await expect.poll(async () => (await readEmailRecords(console.db))[0]?.attempts, patience).toBe(1);

  await worker.stop();

  expect((await readEmailJobs(console.db)).map(({ state }) => state)).toEqual(["completed", "created"]);
  expect(await readEmailRecords(console.db)).toMatchObject([
    { status: "queued", retries: 1, error: "Notify did not answer" },
  ]);
});

test("a 400 is final, and is logged once for support staff", async ({ console, mail, startWorker }) => {
  await mail.fail({ status: 400, count: 1 });
  const { person } = await addEric(console);
  await startWorker();

  expect(await untilStatus(console.db, "failed")).toMatchObject({ attempts: 1, retries: 0 });
  expect(await readActivity(console.db)).toMatchObject([
    { action: "added" },
    { action: "email_failed", by: "system", subjectId: person.id },
  ]);
  expect(await mail.inbox()).toEqual([]);
});

test("an email waits while Notify does not accept the key", async ({ console, mail, startWorker }) => {
  const { NOTIFY_API_KEY } = console.environment;
  console.environment.NOTIFY_API_KEY = NOTIFY_API_KEY.replace(/.{8}$/, "00000000");
  await addEric(console);
  const first = await startWorker();
  const error = async () => (await readEmailRecords(console.db))[0]?.error;
  await expect.poll(error, patience).toMatch(/^403 AuthError/);
  await first.stop();

  console.environment.NOTIFY_API_KEY = NOTIFY_API_KEY;
  await startWorker();
  await untilStatus(console.db, "sent");
  expect(await mail.inbox()).toHaveLength(1);
});

test("a connection that breaks after Notify accepted an email does not send it twice", async ({
  console,
  mail,
  startWorker,
}) => {
  await mail.fail({ status: "drop-after-accept", count: 1 });
  await addEric(console);
  await startWorker();

  // The look-up finds that Notify has delivered it meanwhile.
  expect(await untilStatus(console.db, "delivered")).toMatchObject({ attempts: 1, retries: 1 });
  expect(await mail.inbox()).toHaveLength(1);
});

test("an email is tried again when Notify does not respond in time", async ({
  console,
  mail,
  startWorker,
}) => {
  await mail.fail({ status: "timeout", count: 1 });
  await addEric(console);
  await startWorker();

  expect(await untilStatus(console.db, "sent")).toMatchObject({ attempts: 2, retries: 1 });
  expect(await mail.inbox()).toHaveLength(1);
});

test("an email waits while Notify cannot be reached", async ({ console, mail, startWorker }) => {
  const { NOTIFY_BASE_URL } = console.environment;
  console.environment.NOTIFY_BASE_URL = "http://127.0.0.1:1";
  await addEric(console);
  const first = await startWorker();
  const error = async () => (await readEmailRecords(console.db))[0]?.error;
  // On a slow machine the first attempt can time out; then the worker asks about the email.
  const unreachable = /^(Notify did not answer\. When asked about the email: )?No connection to Notify$/;
  await expect.poll(error, patience).toMatch(unreachable);
  await first.stop();

  console.environment.NOTIFY_BASE_URL = NOTIFY_BASE_URL;
  await startWorker();
  await untilStatus(console.db, "sent");
  expect(await mail.inbox()).toHaveLength(1);
});
