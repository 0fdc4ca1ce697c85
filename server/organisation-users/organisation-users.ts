import { type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { executePrepared } from "../../db/prepared.ts";
import type { DB } from "../../db/types.ts";
import { listEmailsAbout } from "../emails/list.ts";
import type { Environment } from "../environment.ts";
import type { Subject } from "../people/change.ts";
import { type Editing, editingOf, nameOrder, type Person } from "../people/person.ts";
import { personColumns } from "../people/schema.ts";
import { type Page, toPage } from "../procedures/paging.ts";
import { countOf, rowsOn } from "../procedures/read-page.ts";
import { notFound } from "../refusals.ts";
import type { AddressInput, UserInput, userOutput } from "./schema.ts";

const columns = ["organisation_users.id", ...personColumns] as const;

function membershipsOf(db: Database, organisationId: string) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "memberships.user_id")
    .where("organisation_id", "=", organisationId);
}

/** The users of an organisation. */
export function membersOf(db: Database, organisationId: string) {
  return membershipsOf(db, organisationId).select(columns);
}

/**
 * A page of an organisation's users: by first name, last name, id (specification, section 3, Order and pages). The order
 * is read from an index on memberships.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export async function listOrganisationUsers(
  db: Database,
  { organisationId, page }: { organisationId: string; page: number },
): Promise<Page<Person>> {
  const memberships = db.selectFrom("memberships").where("organisation_id", "=", organisationId);
  const onPage = rowsOn(page, inListOrder(memberships.select("user_id"))).as("members");
  const members = db
    .selectFrom(onPage)
    .innerJoin("organisation_users", "organisation_users.id", "members.user_id")
    .select(columns)
    .orderBy(nameOrder)
    .orderBy("organisation_users.id");
  const query = db
    .selectFrom("organisations")
    .select([jsonArrayFrom(members).as("items"), countOf(memberships).as("total")])
    .where("id", "=", organisationId);
  const [found] = await executePrepared(db, query.compile());
  if (found === undefined) throw notFound();
  return toPage(found.items.map(withDate), found.total, page);
}

/** JSON holds a time as text. */
type InJson = Omit<Person, "lastSignedInAt"> & { lastSignedInAt: string | null };

function withDate({ lastSignedInAt, ...user }: InJson): Person {
  return { ...user, lastSignedInAt: lastSignedInAt === null ? null : new Date(lastSignedInAt) };
}

/** The order of lists, as the index on memberships has it. */
export function inListOrder<Tables extends keyof DB, Row>(memberships: SelectQueryBuilder<DB, Tables, Row>) {
  return memberships.orderBy(sql`user_first_name collate english, user_last_name collate english, user_id`);
}

function findMember(db: Database, { organisationId, userId }: UserInput) {
  return membersOf(db, organisationId).where("user_id", "=", userId);
}

/**
 * One user of an organisation.
 *
 * @throws {TRPCError} NOT_FOUND, also for a user of other organisations only
 */
export function getOrganisationUser(db: Database, input: UserInput): Promise<Person> {
  return findMember(db, input).executeTakeFirstOrThrow(notFound);
}

/** A user of an organisation whom a change is about. */
export function subjectOf({ organisationId, userId }: UserInput): Subject {
  return {
    kind: "organisation_user",
    organisationId,
    lock: (trx) => findMember(trx, { organisationId, userId }).forUpdate().executeTakeFirstOrThrow(notFound),
  };
}

/**
 * A user of an organisation, the emails to them about it, and whether they can be edited.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeOrganisationUser(
  db: Database,
  settings: Environment,
  input: UserInput,
): Promise<z.input<typeof userOutput>> {
  const user = await getOrganisationUser(db, input);
  return { ...user, editing: editingUnder(settings, user), emails: await listEmailsAbout(db, input) };
}

/** Configuration may forbid to edit organisation users at all (specification, section 3, Editing). */
function editingUnder(settings: Environment, user: Person): Editing {
  return settings.ORGANISATION_USER_EDITING === "never" ? "never" : editingOf(user);
}

/**
 * Whether an address is in use. To add somebody: by a user of this organisation. To edit somebody: by any other
 * organisation user, because that would merge two people (specification, section 3, Uniqueness; section 3, Editing).
 */
export async function isEmailInUse(
  db: Database,
  { organisationId, userId, email }: AddressInput,
): Promise<boolean> {
  const users =
    userId === undefined
      ? membershipsOf(db, organisationId)
      : db.selectFrom("organisation_users").where("id", "<>", userId);
  const holder = await users.select("email").where("email", "=", email).executeTakeFirst();
  return holder !== undefined;
}
