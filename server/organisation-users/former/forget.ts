import { sql, type Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import { inBatches } from "../../../db/transactions/in-batches.ts";
import type { DB } from "../../../db/types.ts";
import { blankActivity } from "../../activity/blanking.ts";
import { forgetInRows } from "../../bulk-changes/upkeep.ts";

/** The largest number of people to delete in one transaction. */
const batchSize = 500;

/**
 * Deletes organisation users who belong to no organisation and have been inactive for `retentionDays`. Also removes
 * their names from the activity log and from bulk changes, and their email addresses from email records (specification, section 10).
 *
 * @returns the number of users deleted
 */
export async function forgetFormerUsers(db: Database, retentionDays: number): Promise<number> {
  let forgotten = 0;
  let last: string | undefined;
  await inBatches(batchSize, async (size) => {
    const some = await db
      .transaction()
      .execute((trx) => forgetSome(trx, { retentionDays, size, after: last }));
    forgotten += some.forgotten;
    last = some.last;
    return some.locked;
  });
  return forgotten;
}

type Batch = { retentionDays: number; size: number; after: string | undefined };

/** Deletes some after a user, in the order of ids: so no batch looks at all users before. */
async function forgetSome(trx: Transaction<DB>, { retentionDays, size, after }: Batch) {
  // One statement locks the users, and the next checks again which of them still qualify. If another transaction adds
  // one of them to an organisation, either it waits for the lock or the second statement sees the new membership.
  let next = former(trx, retentionDays);
  if (after !== undefined) next = next.where("id", ">", after);
  const locked = await next.limit(size).forUpdate().skipLocked().execute();
  const lockedIds = locked.map(({ id }) => id);
  const forgotten = lockedIds.length === 0 ? 0 : await forget(trx, retentionDays, lockedIds);
  return { locked: lockedIds.length, last: lockedIds.at(-1), forgotten };
}

/** Deletes those of some users who still qualify, and returns how many. */
async function forget(trx: Transaction<DB>, retentionDays: number, lockedIds: string[]): Promise<number> {
  const rows = await former(trx, retentionDays).where("id", "in", lockedIds).execute();
  const [ids, emails] = [rows.map(({ id }) => id), rows.map(({ email }) => email)];
  if (ids.length === 0) return 0;
  const allIds = await withMerged(trx, ids);
  await blankActivity(
    trx,
    allIds.map((userId) => ({ userId, before: "infinity" })),
  );
  await forgetInRows(trx, allIds, emails);
  await trx.deleteFrom("names_to_blank").where("user_id", "in", allIds).execute();
  await trx.deleteFrom("merged_people").where("organisation_user_id", "in", ids).execute();
  await trx.updateTable("emails").set({ recipient: null }).where("organisation_user_id", "in", ids).execute();
  await trx.deleteFrom("organisation_users").where("id", "in", ids).execute();
  return ids.length;
}

/**
 * Users without a membership whose creation, last sign-in and last change are all over `retentionDays` days ago, unless a
 * bulk change is about to change them.
 */
function former(trx: Transaction<DB>, retentionDays: number) {
  const since = sql<Date>`now() - make_interval(days => ${retentionDays})`;
  return trx
    .selectFrom("organisation_users")
    .select(["id", "email"])
    .where("created_at", "<", since)
    .where((where) =>
      where.or([where("last_signed_in_at", "is", null), where("last_signed_in_at", "<", since)]),
    )
    .where(
      sql<boolean>`not exists (select from memberships where user_id = organisation_users.id)
        and not exists (select from activity where subject_id = organisation_users.id and at >= ${since})
        and not exists (select from bulk_change_rows where user_id = organisation_users.id and outcome is null)`,
    )
    .orderBy("id");
}

/** Returns the ids of these people and of the records that were merged into them. */
async function withMerged(trx: Transaction<DB>, people: string[]): Promise<string[]> {
  const merged = await trx
    .selectFrom("merged_people")
    .select("id")
    .where("organisation_user_id", "in", people)
    .execute();
  return [...people, ...merged.map(({ id }) => id)];
}
