import { sql } from "kysely";
import { pino } from "pino";
import type { Database } from "../../db/database.ts";
import { Pause } from "../../jobs/emails/pause.ts";
import { sendEmail, type Sender } from "../../jobs/emails/send-email.ts";
import { startWorker } from "../../jobs/worker.ts";
import type { Resources } from "../../server/resources.ts";
import { quickTimings, startTestNotify, type TestNotify } from "./notify.ts";
import { createOrganisation } from "./organisations.ts";
import { createActor, eric } from "./people.ts";
import { callAs, test as withServices } from "./resources.ts";

/** What a worker sends with, to a stand-in. */
export function createSender({ db, queue, log }: Resources, { notify, environment }: TestNotify): Sender {
  const pause = new Pause(quickTimings.pause);
  return { db, queue, log, notify, environment, timings: quickTimings, pause };
}

/**
 * vitest's `test` with a Notify stand-in and the resources that point at it; `send` does one job of an email, and
 * `startWorker` starts as many workers as a test needs.
 */
export const test = withServices
  .extend("mail", async ({ resources }, { onCleanup }) => {
    const { DATABASE_URL } = resources.environment;
    const mail = await startTestNotify({ hangMs: 30_000 }, { DATABASE_URL });
    onCleanup(() => mail.stop());
    return mail;
  })
  .extend("sender", ({ resources, mail }) => createSender(resources, mail))
  .extend(
    "send",
    ({ sender }) =>
      (emailId: string) =>
        sendEmail(sender, emailId),
  )
  .extend("console", ({ resources, mail: { environment } }): Resources => ({ ...resources, environment }))
  .extend("startWorker", ({ console }, { onCleanup }) => {
    const running = new Set<{ stop: () => Promise<void> }>();
    onCleanup(async () => {
      await Promise.all([...running].map((worker) => worker.stop()));
    });
    return async () => {
      const worker = await startWorker({ ...console, log: pino({ level: "silent" }) }, quickTimings);
      running.add(worker);
      return worker;
    };
  });

/** Adds Éric Blanc to Ashgrove, as a support user does. */
export async function addEric(resources: Resources) {
  const organisation = await createOrganisation(resources.db);
  const api = callAs(resources, await createActor(resources.db));
  const person = await api.organisationUsers.add({ organisationId: organisation.id, ...eric });
  return { api, person, organisation, user: { organisationId: organisation.id, userId: person.id } };
}

/** All that the records of emails say, oldest first. */
export function readEmailRecords(db: Database) {
  return db
    .selectFrom("emails")
    .select(["id", "recipient", "status", "attempts", "retries", "error", "notify_id as notifyId"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** How often pg-boss repeated each job of an email, and whether it is done. */
export async function readEmailJobs(db: Database) {
  const { rows } = await sql<{ state: string; repeats: number }>`
    select state, retry_count as repeats from pgboss.job where name = 'send-email' order by created_on, id
  `.execute(db);
  return rows;
}
