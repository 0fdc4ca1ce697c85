import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { type Database, openDatabase } from "../../../../db/database.ts";
import { openQueue, queueEmail } from "../../../../server/emails/queue.ts";
import { variablesFor, type World } from "../../data/worlds.ts";
import { type Measured, startMeasured } from "../../processes/measured-process.ts";

/** A database with a worker that sends its emails. Both stop at the end of the `using` scope. */
export type Post = AsyncDisposable & { db: Database; queue: PgBoss; worker: Measured };

export async function openPost(world: World, script: string, notifyUrl: string): Promise<Post> {
  await using started = new AsyncDisposableStack();
  const variables = { ...variablesFor(world, 3000), NOTIFY_BASE_URL: notifyUrl };
  const worker = started.use(await startMeasured("worker", script, variables));
  const db = started.use(openDatabase(world.databaseUrl, () => undefined));
  const queue = await openQueue(db, () => undefined);
  started.defer(() => queue.stop({ graceful: false }));
  const stack = started.move();
  return { db, queue, worker, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Ids of invitations, and the milliseconds of the monotonic clock at which they were committed. */
type Invitations = { ids: string[]; committedAt: number };

/** Queues invitations in one transaction, to people from number `skipped` on. */
export async function invite(
  { db, queue }: Post,
  count: number,
  skipped: number,
  bulkChangeId?: string,
): Promise<Invitations> {
  const members = await db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "id", "user_id")
    .select(["id", "email", "organisation_id"])
    .orderBy("email")
    .limit(count)
    .offset(skipped)
    .execute();
  if (members.length < count) throw new Error("There are too few people to invite");
  const ids = await db.transaction().execute(async (trx) => {
    const queued: string[] = [];
    for (const { id, email, organisation_id } of members) {
      const about = { organisationUserId: id, organisationId: organisation_id, bulkChangeId };
      queued.push(
        await queueEmail(trx, queue, { kind: "organisation_user_added", recipient: email, ...about }),
      );
    }
    return queued;
  });
  return { ids, committedAt: now() };
}

/** Milliseconds of the machine's monotonic clock, the same in all processes. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * Waits until no more than `left` of these emails are unsent.
 *
 * @throws {Error} if an email failed
 */
export async function untilSent(db: Database, ids: string[], left = 0): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number; lost: number }>`
      select count(*) filter (where status = 'queued') as waiting,
        count(*) filter (where status in ('failed', 'cancelled')) as lost
      from emails where id = any(${ids}::uuid[])
    `.execute(db);
    if (rows[0]?.lost) throw new Error(`${rows[0].lost} emails were given up`);
    if ((rows[0]?.waiting ?? 0) <= left) return;
    await delay(ids.length > 1 ? 200 : 20);
  }
}
