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
 * What adding a person, or with a `userId` editing one, would store.
 *
 * @throws {FieldError} if the address is in use
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `editingIsOff` or `signedInMeanwhile`
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
 * Edits an organisation user in all their organisations, if configuration allows it, until their first sign-in
 * (specification, section 3, Editing).
 *
 * @throws as `editPerson`; {TRPCError} FORBIDDEN with the reason `editingIsOff`
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
