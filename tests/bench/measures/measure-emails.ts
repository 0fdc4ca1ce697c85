import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { type Database, openDatabase } from "../../../db/database.ts";
import { openQueue, queueEmail } from "../../../server/emails/queue.ts";
import { startTestNotify, type TestNotify } from "../../stand-ins/notify.ts";
import { exactly, type Figure } from "../figures/figure.ts";
import { startMeasured } from "../processes/measured-process.ts";
import type { Pace } from "../pace.ts";
import { spreadOf } from "../figures/statistics.ts";
import { variablesFor, type World } from "../data/databases.ts";

type Post = AsyncDisposable & { db: Database; queue: PgBoss; notify: TestNotify };
type Invitation = { id: string; committedAt: number };

/**
 * Compares how soon an invitation reaches Notify with polling every half second, and measures a large batch.
 */
export async function measureEmails(worlds: { few: World; many: World }, pace: Pace): Promise<Figure[]> {
  await using told = await openPost(worlds.many, "jobs/main.ts");
  await using polling = await openPost(worlds.few, "tests/bench/processes/polling-worker.ts");
  const toldTimes = await timeSending(told, pace.rounds * 5);
  const pollingTimes = await timeSending(polling, pace.rounds * 5);
  const [reached, half] = [spreadOf(toldTimes), spreadOf(pollingTimes).median];
  const { median, low, high } = reached;
  return [
    { what: "commit to Notify", unit: " ms", value: reached },
    {
      what: "  by polling every 0.5 s",
      value: { median: median / half, low: low / half, high: high / half },
      limit: { atMost: 1 / 20 },
    },
    ...(await drain(told, pace.invitations)),
  ];
}

/** A worker on a database, with its own Notify stand-in that has the real rate limit. */
async function openPost(world: World, worker: string): Promise<Post> {
  await using started = new AsyncDisposableStack();
  const variables = variablesFor(world, 0);
  const { DATABASE_URL = "", NOTIFY_API_KEY = "" } = variables;
  const notify = await startTestNotify({ limit: 3_000 }, { DATABASE_URL, NOTIFY_API_KEY });
  started.defer(() => notify.stop());
  const { NOTIFY_BASE_URL } = notify.environment;
  const process = await startMeasured("worker", worker, { ...variables, PORT: "3000", NOTIFY_BASE_URL });
  started.defer(() => process.stop());
  const db = openDatabase(DATABASE_URL, () => undefined);
  started.defer(() => db.destroy());
  const queue = await openQueue(db, () => undefined);
  started.defer(() => queue.stop({ graceful: false }));
  const stack = started.move();
  return { db, queue, notify, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/**
 * Milliseconds from commit to Notify, one invitation at a time, at moments that do not match a polling
 * interval.
 */
async function timeSending(post: Post, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const [invitation] = await invite(post, 1, number);
    if (invitation === undefined) throw new Error("There is nobody to invite");
    await untilSent(post.db, [invitation.id]);
    const mail = (await post.notify.inbox()).find(({ reference }) => reference === invitation.id);
    times.push(Date.parse(mail?.created_at ?? "") - invitation.committedAt);
    await delay((number * 137) % 500);
  }
  return times;
}

/** Sends many at once. Each has to be sent exactly once. */
async function drain(post: Post, count: number): Promise<Figure[]> {
  const invitations = await invite(post, count, 0);
  const ids = invitations.map(({ id }) => id);
  await untilSent(post.db, ids);
  const seconds = (performance.now() - (invitations[0]?.committedAt ?? NaN) + performance.timeOrigin) / 1_000;
  const arrived = (await post.notify.inbox()).filter(({ reference }) => ids.includes(reference));
  const name = `${count} invitations at once`;
  return [
    { what: name, unit: " s", value: exactly(seconds) },
    {
      what: "  lost or given up",
      value: exactly(count - new Set(arrived.map(({ reference }) => reference)).size),
      limit: { atMost: 0 },
    },
    { what: "  sent twice", value: exactly(arrived.length - count), limit: { atMost: 0 } },
  ];
}

/** Queues invitations in one transaction, to people from number `skipped` on. */
async function invite({ db, queue }: Post, count: number, skipped: number): Promise<Invitation[]> {
  const members = await db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "id", "user_id")
    .select(["id", "email", "organisation_id"])
    .orderBy("email")
    .limit(count)
    .offset(skipped)
    .execute();
  const ids = await db.transaction().execute(async (trx) => {
    const queued: string[] = [];
    for (const { id, email, organisation_id } of members) {
      const about = { organisationUserId: id, organisationId: organisation_id };
      queued.push(
        await queueEmail(trx, queue, { kind: "organisation_user_added", recipient: email, ...about }),
      );
    }
    return queued;
  });
  const committedAt = performance.timeOrigin + performance.now();
  return ids.map((id) => ({ id, committedAt }));
}

/** @throws {Error} if an email failed */
async function untilSent(db: Database, ids: string[]): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number; lost: number }>`
      select count(*) filter (where status = 'queued') as waiting,
        count(*) filter (where status in ('failed', 'cancelled')) as lost
      from emails where id = any(${ids}::uuid[])
    `.execute(db);
    if (rows[0]?.lost) throw new Error(`${rows[0].lost} emails were given up`);
    if (rows[0]?.waiting === 0) return;
    await delay(20);
  }
}
