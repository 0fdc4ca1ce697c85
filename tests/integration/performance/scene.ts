import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { recordFailed } from "../../../server/emails/failed/failed.ts";
import { recordSent } from "../../../server/emails/sending/records.ts";
import { recordReceipt } from "../../../server/emails/receipts/receipts.ts";
import { countPerformance } from "../../../server/performance/keeping/count.ts";
import { getPerformance } from "../../../server/performance/performance.ts";
import type { Figures } from "../../../server/performance/schema.ts";
import type { Resources } from "../../../server/resources.ts";
import { waitDays } from "./moved-clock.ts";

/** Lets the night come, in which figures are counted, and reads those of all time. */
export async function readNextDay(db: Database): Promise<Figures> {
  await waitDays(db, 1);
  await countPerformance(db);
  return readAllTime(db);
}

/** Reads the figures of all time, as they were counted. */
export async function readAllTime(db: Database): Promise<Figures> {
  const { figures } = await getPerformance(db, { period: "all_time" });
  if (figures === null) throw new Error("The figures have not been counted");
  return figures;
}

/** The emails that wait to be sent, oldest first. */
async function readQueued(db: Database): Promise<string[]> {
  const emails = db.selectFrom("emails").select("id").where("status", "=", "queued");
  return (await emails.orderBy("sequence").execute()).map(({ id }) => id);
}

/** What becomes of emails. */
export type Fate =
  "sent" | "delivered" | "permanent-failure" | "temporary-failure" | "400 ValidationError: x";

/** Sends all emails that wait, like a worker, and receives their receipts. */
export async function sendAll(resources: Resources, fate: Fate): Promise<void> {
  for (const id of await readQueued(resources.db)) await send(resources, id, fate);
}

/** Sends an email like a worker, and receives its receipt. */
export async function send(resources: Resources, id: string, fate: Fate): Promise<void> {
  const { db } = resources;
  if (fate.startsWith("400")) return recordFailed(db, id, fate);
  const notifyId = randomUUID();
  await recordSent(db, id, notifyId);
  if (fate === "sent") return;
  await receive(resources, { id, notifyId }, fate as "delivered");
}

/** Receives the receipt of an email that was sent, with the database's time. */
export async function receive(
  resources: Resources,
  { id, notifyId }: { id: string; notifyId: string },
  status: "delivered" | "permanent-failure" | "temporary-failure",
): Promise<void> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(resources.db);
  const at = rows[0]?.at;
  await recordReceipt(resources, { id: notifyId, reference: id, status, sent_at: at, completed_at: at });
}
