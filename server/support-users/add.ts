import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange, recordAndEmail } from "../people/change.ts";
import { detailColumns, type Details, toColumns } from "../people/details.ts";
import { asNew } from "../people/person.ts";
import { FieldError } from "../procedures/field-errors.ts";
import { findHolder } from "./support-users.ts";

const columns = ["id", ...detailColumns] as const;

/**
 * Adds a support user and queues an invitation. If a removed support user has the email address, restores that record
 * (specification, section 3, Adding someone who already exists; section 3, Re-adding; section 4).
 *
 * @returns the person's details as stored
 * @throws {FieldError} if the email address is in use, with the id of who has it
 * @throws any error of `context.claim`
 */
export async function addSupportUser(db: Database, context: ChangeContext, details: Details) {
  try {
    return await makeChange(db, context, (trx) => restoreOrInsert(trx, context, details));
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    // Which constraint was violated says that somebody has the address, but not who.
    throw new FieldError("email", error.reason, await findHolder(db, details.email));
  }
}

/** Does what `addSupportUser` does, in a transaction of the caller. */
export async function restoreOrInsert(trx: Transaction<DB>, context: ChangeContext, details: Details) {
  const person = (await restore(trx, details)) ?? (await insert(trx, details));
  await recordAndEmail(trx, context, { kind: "support_user", action: "added", person });
  return person;
}

/**
 * Restores the removed support user with this email address, as a new person without any sessions; if there are several,
 * the one removed last. A record that was merged into another is not restored: it is part of that person's history.
 *
 * @returns undefined if there is none
 */
async function restore(trx: Transaction<DB>, details: Details) {
  const restored = await trx
    .updateTable("support_users")
    .set({ ...toColumns(details), ...asNew, removed_at: null })
    .where("id", "=", (query) =>
      query
        .selectFrom("support_users")
        .select("id")
        .where("email", "=", details.email)
        .where("removed_at", "is not", null)
        .where("id", "not in", query.selectFrom("merged_people").select("id"))
        .orderBy("removed_at", "desc")
        .limit(1)
        .forUpdate(),
    )
    .returning(columns)
    .executeTakeFirst();
  if (restored) await trx.deleteFrom("sessions").where("support_user_id", "=", restored.id).execute();
  return restored;
}

async function insert(trx: Transaction<DB>, details: Details) {
  return trx
    .insertInto("support_users")
    .values(toColumns(details))
    .returning(columns)
    .executeTakeFirstOrThrow();
}
