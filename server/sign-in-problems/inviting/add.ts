import type { Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import { recordActivity } from "../../activity/activity.ts";
import type { ChangeContext } from "../../actor.ts";
import { addMember } from "../../organisation-users/add.ts";
import { makeChange } from "../../people/change.ts";
import type { Details } from "../../people/details.ts";
import type { UserKind } from "../../people/kinds.ts";
import { restoreOrInsert } from "../../support-users/add.ts";
import type { AddAsSupportUserInput, AddToOrganisationInput } from "../schema.ts";
import { markInvited, readAddress, requireInvitable } from "./invitable.ts";

type Person = Details & { id: string };

/**
 * Adds the person who was refused to an organisation, as `addOrganisationUser` does, after a check with the organisation
 * (specification, section 12, Adding the person).
 *
 * @returns the person's details as stored
 * @throws the errors of `addOrganisationUser`; {TRPCError} CONFLICT with the reason `problemClosed`; FORBIDDEN with the
 * reason `cannotInvite`
 */
export function addToOrganisation(
  db: Database,
  context: ChangeContext,
  { problemId, confirmed: _, ...person }: AddToOrganisationInput,
): Promise<Person> {
  return makeChange(db, context, async (trx) => {
    const { isNew: __, ...added } = await addMember(trx, context, person);
    return noteInvitation(trx, context, problemId, "organisation_user", added);
  });
}

/**
 * Adds the person who was refused as a support user, as `addSupportUser` does, after a check (specification, section 12,
 * Adding the person).
 *
 * @returns the person's details as stored
 * @throws the errors of `addSupportUser`; {TRPCError} CONFLICT with the reason `problemClosed`; FORBIDDEN with the reason
 * `cannotInvite`
 */
export function addAsSupportUser(
  db: Database,
  context: ChangeContext,
  { problemId, confirmed: _, ...details }: AddAsSupportUserInput,
): Promise<Person> {
  return makeChange(db, context, async (trx) => {
    const added = await restoreOrInsert(trx, context, details);
    return noteInvitation(trx, context, problemId, "support_user", added);
  });
}

/** Records that the address was confirmed. The problem is invited if the person was added with its address. */
async function noteInvitation(
  trx: Transaction<DB>,
  { actor }: ChangeContext,
  problemId: string,
  kind: UserKind,
  person: Person,
): Promise<Person> {
  await requireInvitable(trx, problemId, kind, "lock");
  await recordActivity(trx, actor, { action: "invited_instead", subject: { kind, ...person } });
  if (person.email === (await readAddress(trx, problemId))) await markInvited(trx, problemId, actor);
  return person;
}
