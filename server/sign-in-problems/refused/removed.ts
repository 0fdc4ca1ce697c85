import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { Identity } from "../../sign-in/match.ts";
import type { About } from "./refusal.ts";

/** Finds the removed support user with an identity's id or address; of several, the one who was removed last. */
export async function findRemovedSupportUser(
  trx: Transaction<DB>,
  { sub, email }: Identity,
): Promise<About | undefined> {
  const removed = await trx
    .selectFrom("support_users")
    .select("id")
    .where("removed_at", "is not", null)
    .where((where) =>
      where.or([where("email", "=", email), sql<boolean>`dfe_sign_in_key(dfe_sign_in_id) = ${sub}`]),
    )
    .where("id", "not in", trx.selectFrom("merged_people").select("id"))
    .orderBy("removed_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return removed && { kind: "support_user", id: removed.id };
}
