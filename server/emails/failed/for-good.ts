import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { addressFailures } from "./reasons.ts";

/**
 * Whether emails to an organisation user's address fail for good: the latest that was sent there and is settled failed
 * because the address does not exist or is not accepted.
 */
export async function hasFailedForGood(
  db: Database,
  { organisationUserId, recipient }: { organisationUserId: string | null; recipient: string | null },
): Promise<boolean> {
  const latest = await db
    .selectFrom("emails")
    .select(sql<boolean>`status = 'failed' and error ~ ${addressFailures.source}`.as("failedForGood"))
    .where("organisation_user_id", "=", organisationUserId)
    .where("recipient", "=", recipient)
    .where("status", "in", ["failed", "delivered"])
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest?.failedForGood === true;
}
