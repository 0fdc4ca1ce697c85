import { type RawBuilder, sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import type { BulkChangeKind, DB } from "../../../db/types.ts";
import { hasEnded } from "../../api-tokens/authenticate.ts";
import type { NamedActor } from "../../actor.ts";
import type { Details } from "../../people/details.ts";
import type { Outcome } from "../schema.ts";
import { queueAgain } from "./queue.ts";

/** A bulk change whose rows are being done. Its rows are the changes of `actor`, who started it. */
export type Running = { id: string; kind: BulkChangeKind; actor: NamedActor };

type RowKey = { bulkChangeId: string; position: number };

/**
 * A row to do: a person to add, or the user of an organisation to change. `next` is the position of the next open row
 * with the same address.
 */
export type OpenRow = Details & {
  position: number;
  organisationId: string;
  userId: string | null;
  next: number | null;
};

/** Thrown by `claimRow` if another worker has the row, or the row has an outcome. */
export class Taken extends Error {
  override name = "Taken";
}

/** Thrown by `claimRow` if the starter of the bulk change may no longer make changes. */
export class StarterRemoved extends Error {
  override name = "StarterRemoved";
}

/** Returns a bulk change that is in progress; undefined if it has ended or is gone. */
export async function readRunning(db: Database, bulkChangeId: string): Promise<Running | undefined> {
  return db
    .selectFrom("bulk_changes")
    .select(["id", "kind"])
    .select(
      sql<Running["actor"]>`
        json_build_object('kind', started_by_kind, 'id', started_by_id, 'name', started_by_name)
      `.as("actor"),
    )
    .where("id", "=", bulkChangeId)
    .where("started_at", "is not", null)
    .where("finished_at", "is", null)
    .executeTakeFirst();
}

/**
 * Reads up to `limit` rows after a position that can be done now, without claiming them: those that are due, and of the
 * rows with one address the first only, until it has an outcome. So the name of a new person is that of their first row,
 * as the check says, whichever worker is quicker (specification, section 11, Workers).
 */
export function readOpenRows(
  db: Database,
  { bulkChangeId, position }: RowKey,
  limit: number,
): Promise<OpenRow[]> {
  return db
    .selectFrom("bulk_change_rows")
    .select(["position", "first_name as firstName", "last_name as lastName", "email"])
    .select(["organisation_id as organisationId", "user_id as userId"])
    .select(firstOfAddress(sql`same.position > bulk_change_rows.position`).as("next"))
    .where("bulk_change_id", "=", bulkChangeId)
    .where("position", ">", position)
    .where("outcome", "is", null)
    .where(sql<boolean>`coalesce(due_at <= now(), true)`)
    .where("position", "=", firstOfAddress(sql`true`))
    .orderBy("position")
    .limit(limit)
    .$narrowType<OpenRow>()
    .execute();
}

/** SQL for the position of the first open row with the address of a row for which a condition holds. */
function firstOfAddress(condition: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql`(
    select min(same.position) from bulk_change_rows same
    where same.bulk_change_id = bulk_change_rows.bulk_change_id and same.email = bulk_change_rows.email
      and same.outcome is null and ${condition}
  )`;
}

/**
 * Claims a row until the transaction ends, so that no other worker does it.
 *
 * @throws {Taken} if another worker has claimed it, or it has an outcome
 * @throws {StarterRemoved} if the starter is no longer a support user, or their token was revoked or expired
 */
export async function claimRow(trx: Transaction<DB>, key: RowKey): Promise<void> {
  const [claimed] = await claimOnce(trx, key);
  if (claimed === undefined) throw new Taken();
  if (!claimed.isAllowed) throw new StarterRemoved();
}

const claimOnce = compiledOnce(
  (_, { bulkChangeId, position }: Placeholders<RowKey>) => sql<{ isAllowed: boolean }>`
    select case started_by_kind
      when 'support_user' then exists (
        select from support_users where support_users.id = started_by_id and removed_at is null
      )
      else exists (select from api_tokens where api_tokens.id = started_by_id and revoked_at is null and not ${hasEnded})
    end as "isAllowed"
    from bulk_change_rows join bulk_changes on bulk_changes.id = bulk_change_id
    where bulk_change_id = ${bulkChangeId} and position = ${position} and outcome is null
    for update of bulk_change_rows skip locked
  `,
);

/** Stores what was done for a row, in the transaction that does it. */
export async function storeDone(
  trx: Transaction<DB>,
  done: RowKey & { outcome: Outcome; userId: string },
): Promise<void> {
  await storeOnce(trx, done);
}

const storeOnce = compiledOnce(
  (
    db,
    { bulkChangeId, position, outcome, userId }: Placeholders<RowKey & { outcome: Outcome; userId: string }>,
  ) =>
    db
      .updateTable("bulk_change_rows")
      .set({ outcome, user_id: userId })
      .where("bulk_change_id", "=", bulkChangeId)
      .where("position", "=", position),
);

/** Stores why a row was not done, unless it has an outcome: another worker may have had the same row. */
export async function storeRefusal(
  db: Database,
  { bulkChangeId, position, ...refused }: RowKey & { outcome: Outcome; problem: string | null },
): Promise<void> {
  await db
    .updateTable("bulk_change_rows")
    .set(refused)
    .where("bulk_change_id", "=", bulkChangeId)
    .where("position", "=", position)
    .where("outcome", "is", null)
    .execute();
}

/** How often a row is tried before an unexpected error is its outcome, and the seconds between the first two times. */
const mostAttempts = 5;
const firstPause = 2;

/** Counts an unexpected error of a row, and queues a job that tries the row again, each time later. */
export async function countAttempt(db: Database, queue: PgBoss, key: RowKey): Promise<"again" | "failed"> {
  return db.transaction().execute(async (trx) => {
    const counted = await trx
      .updateTable("bulk_change_rows")
      .set({
        attempts: sql`attempts + 1`,
        due_at: sql<Date>`now() + make_interval(secs => ${firstPause}::integer * (attempts + 1))`,
        outcome: sql`case when attempts + 1 >= ${mostAttempts}::integer then 'failed'::bulk_change_outcome end`,
      })
      .where("bulk_change_id", "=", key.bulkChangeId)
      .where("position", "=", key.position)
      .where("outcome", "is", null)
      .returning(["outcome", "due_at as dueAt"])
      .executeTakeFirst();
    if (counted?.outcome !== null || counted.dueAt === null) return "failed";
    await queueAgain(trx, queue, key, counted.dueAt);
    return "again";
  });
}
