import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import { inBatches } from "../../db/transactions/in-batches.ts";
import type { DB } from "../../db/types.ts";

/**
 * Which entries to blank: those about an organisation user and those by them, before a time in PostgreSQL's format, which
 * is more precise than a `Date`.
 */
type Blanking = { userId: string; before: string };

/** The largest number of `names_to_blank` to use in one transaction. */
const batchSize = 500;

/**
 * Removes names and addresses from the activity log that are from before a person was added again, if their removal was
 * over `retentionDays` days ago (specification, section 10, Personal data).
 *
 * @returns the number of ids whose entries were blanked
 */
export function blankEarlierNames(db: Database, retentionDays: number): Promise<number> {
  return inBatches(batchSize, () => db.transaction().execute((trx) => blankSome(trx, retentionDays)));
}

async function blankSome(trx: Transaction<DB>, retentionDays: number): Promise<number> {
  const due = trx
    .selectFrom("names_to_blank")
    .select(["user_id", "before"])
    .where("removed_at", "<", sql<Date>`now() - make_interval(days => ${retentionDays})`)
    .limit(batchSize)
    .forUpdate()
    .skipLocked();
  const deleted = await trx
    .deleteFrom("names_to_blank")
    .where(sql<boolean>`(user_id, before) in ${due}`)
    .returning(["user_id as userId", sql<string>`before::text`.as("before")])
    .execute();
  if (deleted.length > 0) await blankActivity(trx, deleted);
  return deleted.length;
}

/**
 * Removes names and changed details from entries of the activity log. A trigger makes the log append-only, except for
 * this while the setting `console.blanking` is on.
 */
export async function blankActivity(trx: Transaction<DB>, blankings: Blanking[]): Promise<void> {
  const [ids, times] = [blankings.map(({ userId }) => userId), blankings.map(({ before }) => before)];
  const entries = sql`unnest(${ids}::uuid[], ${times}::timestamptz[]) as blanking (user_id, before)`;
  await sql`set local console.blanking = 'on'`.execute(trx);
  await sql`
    update activity set subject_name = null, changes = null from ${entries}
    where subject_kind = 'organisation_user' and subject_id = user_id and at < before
  `.execute(trx);
  for (const isIndexed of indexesOfActors) {
    await sql`
      update activity set actor_name = null from ${entries}
      where actor_kind = 'organisation_user' and actor_id = user_id and at < before and ${isIndexed}
    `.execute(trx);
  }
  await sql`set local console.blanking = 'off'`.execute(trx);
}

/** The log has two indexes by actor, each of a part of it (db/filling/fillings.ts). */
const indexesOfActors = [sql`bulk_change_id is null`, sql`bulk_change_id is not null`];

/**
 * Removes the names and changed details of a support user from up to `size` entries of the log.
 *
 * @returns the number of entries changed
 */
export async function blankSupportUser(
  trx: Transaction<DB>,
  userIds: string[],
  size: number,
): Promise<number> {
  const about = sql`subject_kind = 'support_user' and subject_id = any(${userIds}::uuid[])
    and num_nonnulls(subject_name, subject_email, changes) > 0`;
  const by = indexesOfActors.map(
    (isIndexed) =>
      sql`actor_kind = 'support_user' and actor_id = any(${userIds}::uuid[]) and actor_name is not null and ${isIndexed}`,
  );
  const parts = [
    { names: sql`subject_name = null, changes = null`, condition: about },
    ...by.map((condition) => ({ names: sql`actor_name = null`, condition })),
  ];
  await sql`set local console.blanking = 'on'`.execute(trx);
  let blanked = 0;
  for (const { names, condition } of parts) {
    const { numAffectedRows = 0n } = await sql`
      update activity set ${names} where id = any(array(select id from activity where ${condition} limit ${size - blanked}))
    `.execute(trx);
    blanked += Number(numAffectedRows);
  }
  await sql`set local console.blanking = 'off'`.execute(trx);
  return blanked;
}
