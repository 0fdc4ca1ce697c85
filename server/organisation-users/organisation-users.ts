import { TRPCError } from "@trpc/server";
import { type SelectQueryBuilder, sql, type Transaction } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "../../db/database.ts";
import { executePrepared } from "../../db/prepared.ts";
import type { DB } from "../../db/types.ts";
import { type Page, toPage } from "../procedures/paging.ts";
import { countOf, rowsOn } from "../procedures/read-page.ts";
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
 * A page of an organisation's users: by first name, last name, id (specification, section 3, Order and pages), read off the index of
 * memberships.
 *
 * @throws {TRPCError} NOT_FOUND where there is no such organisation
 */
export async function listOrganisationUsers(
  db: Database,
  { organisationId, page }: { organisationId: string; page: number },
): Promise<Page<OrganisationUser>> {
  const memberships = db.selectFrom("memberships").where("organisation_id", "=", organisationId);
  const onPage = rowsOn(page, inListOrder(memberships.select("user_id"))).as("members");
  const members = db
    .selectFrom(onPage)
    .innerJoin("organisation_users", "organisation_users.id", "members.user_id")
    .select(columns)
    .orderBy(firstNameOrder)
    .orderBy(lastNameOrder)
    .orderBy("organisation_users.id");
  const query = db
    .selectFrom("organisations")
    .select([jsonArrayFrom(members).as("items"), countOf(memberships).as("total")])
    .where("id", "=", organisationId);
  const [found] = await executePrepared(db, query.compile());
  if (found === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return toPage(found.items.map(withDate), found.total, page);
}

/** In JSON a time is text. */
type InJson<User extends { lastSignedInAt: Date | null }> = Omit<User, "lastSignedInAt"> & {
  lastSignedInAt: string | null;
};

function withDate({ lastSignedInAt, ...user }: InJson<OrganisationUser>): OrganisationUser {
  return { ...user, lastSignedInAt: lastSignedInAt === null ? null : new Date(lastSignedInAt) };
}

/** The order of lists, as the index of memberships holds it. */
export function inListOrder<Tables extends keyof DB, Row>(memberships: SelectQueryBuilder<DB, Tables, Row>) {
  return memberships
    .orderBy(sql`user_first_name collate english`)
    .orderBy(sql`user_last_name collate english`)
    .orderBy(sql`user_id`);
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
 * where any other organisation user has it, for that would merge two people (specification, section 3, Uniqueness; section 3, Editing).
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
