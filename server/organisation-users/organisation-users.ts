import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { requireOrganisation } from "../organisations/organisations.ts";
import { type Page, pageBounds, toPage } from "../paging.ts";
import type { AddressInput, UserInput } from "./schema.ts";

export type OrganisationUser = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  lastSignedInAt: Date | null;
};

const columns = [
  "organisation_users.id",
  "first_name as firstName",
  "last_name as lastName",
  "email",
  "last_signed_in_at as lastSignedInAt",
] as const;

function membersOf(db: Database, organisationId: string) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "memberships.user_id")
    .where("organisation_id", "=", organisationId);
}

/**
 * A page of an organisation's users: by first name, last name, id (SPEC §3, Order).
 *
 * @throws {TRPCError} NOT_FOUND where there is no such organisation
 */
export async function listOrganisationUsers(
  db: Database,
  { organisationId, page }: { organisationId: string; page: number },
): Promise<Page<OrganisationUser>> {
  const members = membersOf(db, organisationId);
  const { limit, offset } = pageBounds(page);
  const [items, { total }] = await Promise.all([
    members
      .select(columns)
      .orderBy(sql`first_name collate english`)
      .orderBy(sql`last_name collate english`)
      .orderBy("organisation_users.id")
      .limit(limit)
      .offset(offset)
      .execute(),
    members.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
    requireOrganisation(db, organisationId),
  ]);
  return toPage(items, total, page);
}

/** One user of an organisation, or undefined: whoever belongs only to another organisation is not here. */
export function findOrganisationUser(
  db: Database,
  { organisationId, userId }: UserInput,
): Promise<OrganisationUser | undefined> {
  return membersOf(db, organisationId).select(columns).where("user_id", "=", userId).executeTakeFirst();
}

/** Whether an address belongs to a user of this organisation (SPEC §3, Uniqueness). */
export async function isEmailInUse(db: Database, { organisationId, email }: AddressInput): Promise<boolean> {
  const member = await membersOf(db, organisationId)
    .select("user_id")
    .where("email", "=", email)
    .executeTakeFirst();
  return member !== undefined;
}
