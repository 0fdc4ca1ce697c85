import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import { queueEmail } from "../emails/queue.ts";
import { lockOrganisationUser } from "./organisation-users.ts";
import type { UserInput } from "./schema.ts";

/**
 * Removes a user from an organisation: the membership goes, the user record stays (specification, section 3, Removing). Of two who
 * remove at once, one does.
 *
 * @throws {TRPCError} NOT_FOUND for whoever does not belong to the organisation, or no longer does
 */
export async function removeOrganisationUser(
  db: Database,
  { actor, queue }: Change,
  { organisationId, userId }: UserInput,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await lockOrganisationUser(trx, { organisationId, userId });
    await trx
      .deleteFrom("memberships")
      .where("organisation_id", "=", organisationId)
      .where("user_id", "=", userId)
      .execute();
    await recordActivity(trx, actor, {
      action: "removed",
      subject: { kind: "organisation_user", ...person },
      organisationId,
    });
    await queueEmail(trx, queue, {
      kind: "organisation_user_removed",
      recipient: person.email,
      organisationUserId: person.id,
      organisationId,
    });
  });
}
