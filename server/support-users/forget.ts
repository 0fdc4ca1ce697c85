import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { blankSupportUser } from "../activity/blanking.ts";

/** Entries of the activity log in one transaction. */
const batchSize = 2_000;

/** What pages show of somebody whose record was deleted. */
const nobody = "a person whose name was deleted";

/**
 * Deletes support users who were removed over `retentionDays` days ago, with the records that were merged into theirs. Also
 * removes their names from the activity log and from bulk changes, and their addresses from email records (specification,
 * section 10). One that somebody is adding again is left for the next time.
 *
 * @returns the number of users deleted
 */
export async function forgetRemovedSupportUsers(db: Database, retentionDays: number): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const step = await db.transaction().execute((trx) => forgetSome(trx, retentionDays));
    if (step === "nobody is left") return forgotten;
    if (step === "forgotten") forgotten += 1;
  }
}

/** Removes some of a user's names and, where none are left, the record. */
async function forgetSome(
  trx: Transaction<DB>,
  retentionDays: number,
): Promise<"nobody is left" | "named" | "forgotten"> {
  const user = await findRemoved(trx, retentionDays);
  if (user === undefined) return "nobody is left";
  const merged = await trx
    .selectFrom("merged_people")
    .select("id")
    .where("support_user_id", "=", user.id)
    .execute();
  const ids = [user.id, ...merged.map(({ id }) => id)];
  if ((await blankSupportUser(trx, ids, batchSize)) === batchSize) return "named";
  await trx.updateTable("emails").set({ recipient: null }).where("support_user_id", "in", ids).execute();
  await trx.updateTable("api_tokens").set({ made_by: null }).where("made_by", "in", ids).execute();
  await trx
    .updateTable("bulk_changes")
    .set({ started_by_name: nobody })
    .where("started_by_id", "in", ids)
    .execute();
  await trx.deleteFrom("merged_people").where("support_user_id", "=", user.id).execute();
  await trx.deleteFrom("support_users").where("id", "in", ids).execute();
  return "forgotten";
}

/** A record that was merged into another goes with that one. */
function findRemoved(trx: Transaction<DB>, retentionDays: number) {
  return trx
    .selectFrom("support_users")
    .select("id")
    .where("removed_at", "<", sql<Date>`now() - make_interval(days => ${retentionDays})`)
    .where("id", "not in", trx.selectFrom("merged_people").select("id"))
    .orderBy("removed_at")
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}
