import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import { personSearchText } from "../../db/person-search-text.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import { claimDraft } from "../drafts/drafts.ts";
import { queueEmail } from "../emails/queue.ts";
import { requireFree } from "../people/in-use.ts";
import { requireOrganisation } from "../organisations/organisations.ts";
import { isEmailInUse } from "./organisation-users.ts";
import type { PersonInput } from "./schema.ts";

type Person = { id: string; firstName: string; lastName: string; email: string };

/** Who will be added, and whether a stored name stands against the one that was typed. */
export type Preview = { firstName: string; lastName: string; email: string; storedNameStands: boolean };

/** A stored name stands while its person belongs to an organisation or has ever signed in (specification, section 3, Adding someone who already exists). */
const nameStands = sql<boolean>`(
  last_signed_in_at is not null
  or exists (select from memberships where memberships.user_id = organisation_users.id)
)`;

const columns = ["id", "first_name as firstName", "last_name as lastName", "email"] as const;

/**
 * What adding this person would do, without doing it.
 *
 * @throws {FieldError} where the address is in use in this organisation
 * @throws {TRPCError} NOT_FOUND where there is no such organisation
 */
export async function previewOrganisationUser(db: Database, input: PersonInput): Promise<Preview> {
  await requireOrganisation(db, input.organisationId);
  requireFree(await isEmailInUse(db, input));
  const { firstName, lastName, email } = input;
  const standing = await db
    .selectFrom("organisation_users")
    .select(columns)
    .where("email", "=", email)
    .where(nameStands)
    .executeTakeFirst();
  const differs = standing && (standing.firstName !== firstName || standing.lastName !== lastName);
  if (!differs) return { firstName, lastName, email, storedNameStands: false };
  return { firstName: standing.firstName, lastName: standing.lastName, email, storedNameStands: true };
}

/**
 * Adds a person to an organisation, or links the one who already has the address; with the activity row, the email
 * record and its job, all in one transaction (specification, section 3, Adding someone who already exists; section 4).
 *
 * @returns the person as stored
 * @throws {FieldError} where the address is in use in this organisation
 * @throws {TRPCError} NOT_FOUND where there is no such organisation
 * @throws {TRPCError} CONFLICT with the reason `alreadySaved` where the draft was saved before
 */
export function addOrganisationUser(
  db: Database,
  { actor, queue, draft }: Change,
  input: PersonInput,
): Promise<Person> {
  return db.transaction().execute(async (trx) => {
    await claimDraft(trx, draft);
    await requireOrganisation(trx, input.organisationId);
    const { person, isNew } = await storePerson(trx, input);
    await join(trx, input.organisationId, person.id);
    await recordActivity(trx, actor, {
      action: isNew ? "added" : "linked",
      subject: { kind: "organisation_user", ...person },
      organisationId: input.organisationId,
    });
    await queueEmail(trx, queue, {
      kind: "organisation_user_added",
      recipient: person.email,
      organisationUserId: person.id,
      organisationId: input.organisationId,
    });
    return person;
  });
}

/** The person with this address, made where there is none, and locked: of ten who add one address, nine wait here. */
async function storePerson(trx: Transaction<DB>, { firstName, lastName, email }: PersonInput) {
  const searchText = personSearchText({ firstName, lastName, email });
  const { isNew, ...person } = await trx
    .insertInto("organisation_users")
    .values({ first_name: firstName, last_name: lastName, email, search_text: searchText })
    .onConflict((on) => on.column("email").doUpdateSet({ email }))
    .returning([...columns, sql<boolean>`xmax = 0`.as("isNew")])
    .executeTakeFirstOrThrow();
  if (isNew) return { person, isNew };
  const renamed = await trx
    .updateTable("organisation_users")
    .set({ first_name: firstName, last_name: lastName, search_text: searchText })
    .where("id", "=", person.id)
    .where(sql<boolean>`not ${nameStands}`)
    .returning(columns)
    .executeTakeFirst();
  return { person: renamed ?? person, isNew };
}

async function join(trx: Transaction<DB>, organisationId: string, userId: string): Promise<void> {
  const joined = await trx
    .insertInto("memberships")
    .values({ organisation_id: organisationId, user_id: userId })
    .onConflict((on) => on.doNothing())
    .returning("user_id")
    .executeTakeFirst();
  requireFree(joined === undefined);
}
