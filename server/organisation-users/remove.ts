import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange, recordAndEmail, type Recorder } from "../people/change.ts";
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
  input: UserInput,
): Promise<void> {
  return makeChange(db, context, (trx) => removeMember(trx, context, input));
}

/**
 * Does what `removeOrganisationUser` does, in a transaction of the caller.
 *
 * @param record records the change, by default with an email
 * @throws {TRPCError} NOT_FOUND if the user does not belong to the organisation
 */
export async function removeMember(
  trx: Transaction<DB>,
  context: ChangeContext,
  { organisationId, userId }: UserInput,
  record: Recorder = recordAndEmail,
): Promise<void> {
  const subject = subjectOf({ organisationId, userId });
  const person = await subject.lock(trx);
  await trx
    .deleteFrom("memberships")
    .where("organisation_id", "=", organisationId)
    .where("user_id", "=", person.id)
    .execute();
  await record(trx, context, { ...subject, action: "removed", person });
}
