import type { Database } from "../../db/database.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange, recordAndEmail } from "../people/change.ts";
import { subjectOf } from "./organisation-users.ts";
import type { UserInput } from "./schema.ts";

/**
 * Removes a user from an organisation and queues an email to them; the user's record stays (specification, section 3,
 * Removing). Of two removals at the same time, one succeeds and the other throws NOT_FOUND.
 *
 * @throws {TRPCError} NOT_FOUND if the user does not belong to the organisation; and any error of `context.claim`
 */
export function removeOrganisationUser(
  db: Database,
  context: ChangeContext,
  { organisationId, userId }: UserInput,
): Promise<void> {
  const subject = subjectOf({ organisationId, userId });
  return makeChange(db, context, async (trx) => {
    const person = await subject.lock(trx);
    await trx
      .deleteFrom("memberships")
      .where("organisation_id", "=", organisationId)
      .where("user_id", "=", person.id)
      .execute();
    await recordAndEmail(trx, context, { ...subject, action: "removed", person });
  });
}
