import { once } from "node:events";
import { sql } from "kysely";
import { Gauge, Registry } from "prom-client";
import type { Database } from "../../../db/database.ts";
import type { EmailQueue } from "../../emails/queue.ts";
import { obstacles } from "../../emails/sending/outcomes.ts";
import type { Log } from "../../log.ts";

/** The longest time to wait for the database, in milliseconds. Prometheus waits 10 seconds by default. */
const timeout = 3_000;

/**
 * Reads the metrics about emails from the database. If the database does not respond in time, the only metric is
 * `console_database_up` with the value 0: an older number of emails would look like a current one.
 */
export async function readDatabaseMetrics(db: Database, log: Log): Promise<Registry> {
  const registry = new Registry();
  const emails = await readInTime(db).catch((err: unknown) => {
    log.warn({ err }, "The metrics of emails could not be read");
    return undefined;
  });
  addGauge(registry, "console_database_up", "Whether the database answered this scrape").set(emails ? 1 : 0);
  if (emails === undefined) return registry;
  const counts = addGauge(
    registry,
    "console_emails",
    "Emails by status and queue, read from the database: the same in every process",
    ["status", "queue"],
  );
  const oldest = addGauge(
    registry,
    "console_oldest_queued_email_seconds",
    "How long the oldest queued email of a queue has been waiting, or 0 without one, read from the database: the same in every process",
    ["queue"],
  );
  for (const { status, queue, count, age } of emails.counts) {
    counts.set({ status, queue }, count);
    if (status === "queued") oldest.set({ queue }, age);
  }
  const held = addGauge(
    registry,
    "console_emails_held_up",
    "Queued emails that an obstacle holds up, by obstacle, read from the database: the same in every process",
    ["obstacle"],
  );
  for (const [obstacle, count] of Object.entries(emails.heldUp)) held.set({ obstacle }, count);
  return registry;
}

function addGauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: Label[] = [],
) {
  return new Gauge<Label>({ name, help, labelNames, registers: [registry] });
}

function readInTime(db: Database): ReturnType<typeof readEmails> {
  const late = once(AbortSignal.timeout(timeout), "abort").then((): never => {
    throw new Error("The database took too long");
  });
  late.catch(() => undefined); // once the query has finished, nothing handles this rejection
  return Promise.race([readEmails(db), late]);
}

async function readEmails(db: Database) {
  return { counts: await countEmails(db), heldUp: await countHeldUp(db) };
}

type Count = { status: string; queue: EmailQueue; count: number; age: number };

/** Counts the emails of each status and queue. `age`: of the oldest queued one, in seconds. */
async function countEmails(db: Database): Promise<Count[]> {
  const { rows } = await sql<Count>`
    with found as (
      select status, is_bulk as "isBulk", sum(total) as count, null::timestamptz as since from email_counts group by 1, 2
      union all
      select status, bulk_change_id is not null, count(*), min(created_at) from emails where status = 'queued' group by 1, 2
    )
    select status, queue, coalesce(count, 0)::float8 as count,
      coalesce(extract(epoch from now() - since)::float8, 0) as age
    from unnest(enum_range(null::email_status)) as kind (status)
    cross join (values ('single', false), ('bulk', true)) as queues (queue, "isBulk")
    left join found using (status, "isBulk")
  `.execute(db);
  return rows;
}

/** Counts the queued emails that each obstacle holds up. */
async function countHeldUp(db: Database): Promise<Record<string, number>> {
  const names = Object.keys(obstacles) as (keyof typeof obstacles)[];
  const cases = names.map((name) => sql`when error ~ ${obstacles[name]} then ${name}`);
  const { rows } = await sql<{ obstacle: string | null; count: number }>`
    select case ${sql.join(cases, sql` `)} end as obstacle, count(*)::float8 as count
    from emails where status = 'queued' and error is not null group by 1
  `.execute(db);
  return Object.fromEntries(
    names.map((name) => [name, rows.find(({ obstacle }) => obstacle === name)?.count ?? 0]),
  );
}
