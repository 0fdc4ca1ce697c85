import { TRPCError } from "@trpc/server";
import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { requireOrganisation } from "../organisations/organisations.ts";
import { type Page, pageBounds, toPage } from "../paging.ts";
import { firstNameOrder, lastNameOrder, type Person, personColumns } from "../people/person.ts";
import type { AddressInput, UserInput } from "./schema.ts";

export type OrganisationUser = Person;

const columns = ["organisation_users.id", ...personColumns] as const;

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
      .orderBy(firstNameOrder)
      .orderBy(lastNameOrder)
      .orderBy("organisation_users.id")
      .limit(limit)
      .offset(offset)
      .execute(),
    members.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
    requireOrganisation(db, organisationId),
  ]);
  return toPage(items, total, page);
}

/**
 * One user of an organisation; whoever belongs only to another one is not here.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function getOrganisationUser(
  db: Database,
  { organisationId, userId }: UserInput,
): Promise<OrganisationUser> {
  const user = await membersOf(db, organisationId)
    .select(columns)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (user === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return user;
}

/**
 * One user of an organisation, locked until the transaction ends: of two who change or remove a person at once, one
 * waits and then sees what the other did.
 *
 * @throws {TRPCError} NOT_FOUND for whoever does not belong to the organisation, or no longer does
 */
export async function lockOrganisationUser(
  trx: Transaction<DB>,
  { organisationId, userId }: UserInput,
): Promise<OrganisationUser> {
  const user = await membersOf(trx, organisationId)
    .select(columns)
    .where("user_id", "=", userId)
    .forUpdate()
    .executeTakeFirst();
  if (user === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return user;
}

/**
 * Whether an address cannot be had: to add somebody, where a user of this organisation has it; to change somebody's,
 * where any other organisation user has it, for that would merge two people (SPEC §3, Uniqueness and Editing).
 */
export async function isEmailInUse(
  db: Database,
  { organisationId, userId, email }: AddressInput,
): Promise<boolean> {
  const query =
    userId === undefined
      ? membersOf(db, organisationId)
      : db.selectFrom("organisation_users").where("id", "<>", userId);
  const holder = await query.select("email").where("email", "=", email).executeTakeFirst();
  return holder !== undefined;
}
