import type { Database } from "../../db/database.ts";
import type { ChangeContext } from "../actor.ts";
import { requireFree } from "../people/change.ts";
import type { Details } from "../people/details.ts";
import { checkEdit, editPerson } from "../people/edit.ts";
import type { PersonCheck, PersonUpdate } from "./schema.ts";
import { getSupportUser, isEmailInUse, subjectOf } from "./support-users.ts";

/**
 * Returns the details that adding a support user or, if there is a `userId`, editing that user would store. Changes
 * nothing.
 *
 * @throws {FieldError} if the email address is in use
 * @throws {TRPCError} to edit: NOT_FOUND; FORBIDDEN with the reason `signedInMeanwhile`
 */
export async function checkSupportUser(db: Database, { userId, ...details }: PersonCheck): Promise<Details> {
  const isTaken = await isEmailInUse(db, { userId, ...details });
  if (userId === undefined) requireFree(isTaken);
  else checkEdit(await getSupportUser(db, userId), isTaken);
  return details;
}

/**
 * Edits a support user who has not signed in yet (specification, section 3, Editing).
 *
 * @throws the errors of `editPerson`
 */
export function editSupportUser(
  db: Database,
  context: ChangeContext,
  { userId, ...details }: PersonUpdate,
): Promise<void> {
  return editPerson(db, context, subjectOf(userId), details);
}
