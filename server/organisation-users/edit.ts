import type { Database } from "../../db/database.ts";
import type { ChangeContext } from "../actor.ts";
import type { Environment } from "../environment.ts";
import { checkEdit, editPerson } from "../people/edit.ts";
import { refusal } from "../refusals.ts";
import { type Preview, previewOrganisationUser } from "./add.ts";
import { getOrganisationUser, isEmailInUse, subjectOf } from "./organisation-users.ts";
import type { PersonCheck, PersonUpdate } from "./schema.ts";

function requireEditing(settings: Environment): void {
  if (settings.ORGANISATION_USER_EDITING === "never") throw refusal("editingIsOff");
}

/**
 * Returns the details that adding a person or, if there is a `userId`, editing that user would store. Changes nothing.
 *
 * @throws {FieldError} if the email address is in use
 * @throws {TRPCError} NOT_FOUND; to edit, also FORBIDDEN with the reason `editingIsOff` or `signedInMeanwhile`
 */
export async function checkOrganisationUser(
  db: Database,
  settings: Environment,
  { userId, ...person }: PersonCheck,
): Promise<Preview> {
  if (userId === undefined) return previewOrganisationUser(db, person);
  requireEditing(settings);
  const { organisationId, ...details } = person;
  const user = await getOrganisationUser(db, { organisationId, userId });
  checkEdit(user, await isEmailInUse(db, { userId, ...person }));
  return { ...details, storedNameStands: false };
}

/**
 * Edits an organisation user who has not signed in yet. The change applies in all their organisations. The variable
 * `ORGANISATION_USER_EDITING` can forbid it (specification, section 3, Editing).
 *
 * @throws the errors of `editPerson`; {TRPCError} FORBIDDEN with the reason `editingIsOff`
 */
export async function editOrganisationUser(
  db: Database,
  settings: Environment,
  context: ChangeContext,
  { organisationId, userId, ...details }: PersonUpdate,
): Promise<void> {
  requireEditing(settings);
  await editPerson(db, context, subjectOf({ organisationId, userId }), details);
}
