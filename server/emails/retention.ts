import { sql } from "kysely";
import type { Services } from "../services.ts";

/**
 * Blanks the recipients of emails after `EMAIL_RETENTION_DAYS` (SPEC §10). Whom an email was for is still known
 * through its person, as long as there is one.
 *
 * @returns how many were blanked
 */
export async function blankOldRecipients({
  db,
  environment,
}: Pick<Services, "db" | "environment">): Promise<bigint> {
  const { numUpdatedRows } = await db
    .updateTable("emails")
    .set({ recipient: null })
    .where("recipient", "is not", null)
    .where("created_at", "<", sql<Date>`now() - make_interval(days => ${environment.EMAIL_RETENTION_DAYS})`)
    .executeTakeFirst();
  return numUpdatedRows;
}
