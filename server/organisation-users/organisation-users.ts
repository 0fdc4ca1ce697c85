import { type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { listEmailsAbout } from "../emails/list.ts";
import type { Environment } from "../environment.ts";
import type { Subject } from "../people/change.ts";
import { type Editing, editingOf, nameOrder, type Person } from "../people/person.ts";
import { personColumns } from "../people/schema.ts";
import { offsetOf, type Page, pageSize, toPage } from "../procedures/paging.ts";
import { countOf } from "../procedures/read-page.ts";
import { notFound } from "../refusals.ts";
import type { AddressInput, UserInput, userOutput } from "./schema.ts";

const columns = ["organisation_users.id", ...personColumns] as const;

function membershipsOf(db: Database, organisationId: string) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "memberships.user_id")
    .where("organisation_id", "=", organisationId);
}

/** A query for the users of an organisation. */
export function membersOf(db: Database, organisationId: string) {
  return membershipsOf(db, organisationId).select(columns);
}

/**
 * Returns a page of an organisation's users, ordered by first name, last name, id (specification, section 3, Order and
 * pages). PostgreSQL reads this order from an index on `memberships` and does not sort.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export async function listOrganisationUsers(
  db: Database,
  { organisationId, page }: { organisationId: string; page: number },
): Promise<Page<Person>> {
  const [found] = await pageOfMembers(db, { organisationId, offset: offsetOf(page) });
  if (found === undefined) throw notFound();
  return toPage(found.items.map(withDate), found.total, page);
}

const pageOfMembers = compiledOnce(
  (db, { organisationId, offset }: Placeholders<{ organisationId: string; offset: number }>) => {
    const memberships = db.selectFrom("memberships").where("organisation_id", "=", organisationId);
    const onPage = inListOrder(memberships.select("user_id")).limit(pageSize).offset(offset).as("members");
    const members = db
      .selectFrom(onPage)
      .innerJoin("organisation_users", "organisation_users.id", "members.user_id")
      .select(columns)
      .orderBy(nameOrder)
      .orderBy("organisation_users.id");
    return db
      .selectFrom("organisations")
      .select([jsonArrayFrom(members).as("items"), countOf(memberships).as("total")])
      .where("id", "=", organisationId);
  },
);

/** A person in PostgreSQL's JSON, in which times are strings. */
type InJson = Omit<Person, "lastSignedInAt"> & { lastSignedInAt: string | null };

function withDate({ lastSignedInAt, ...user }: InJson): Person {
  return { ...user, lastSignedInAt: lastSignedInAt === null ? null : new Date(lastSignedInAt) };
}

/** Orders memberships by the user's first name, last name and id, with the expressions of an index on `memberships`. */
export function inListOrder<Tables extends keyof DB, Row>(memberships: SelectQueryBuilder<DB, Tables, Row>) {
  return memberships.orderBy(sql`user_first_name collate english, user_last_name collate english, user_id`);
}

function findMember(db: Database, { organisationId, userId }: UserInput) {
  return membersOf(db, organisationId).where("user_id", "=", userId);
}

/**
 * Returns one user of an organisation.
 *
 * @throws {TRPCError} NOT_FOUND, also if the user belongs to other organisations only
 */
export function getOrganisationUser(db: Database, input: UserInput): Promise<Person> {
  return findMember(db, input).executeTakeFirstOrThrow(notFound);
}

/** Returns the `Subject` for a change to a user of an organisation. */
export function subjectOf({ organisationId, userId }: UserInput): Subject {
  return {
    kind: "organisation_user",
    organisationId,
    lock: (trx) => findMember(trx, { organisationId, userId }).forUpdate().executeTakeFirstOrThrow(notFound),
  };
}

/**
 * Returns a user of an organisation, whether they can be edited, and the emails to them about that organisation or
 * about none in particular.
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

/** Whether a user can be edited; `ORGANISATION_USER_EDITING` can forbid it (specification, section 3, Editing). */
function editingUnder(settings: Environment, user: Person): Editing {
  return settings.ORGANISATION_USER_EDITING === "never" ? "never" : editingOf(user);
}

/**
 * Whether an email address is in use. Without a `userId`, to add a person: by a user of this organisation. With it, to
 * edit that user: by any other organisation user, because no two may have the same address (specification, section 3,
 * Uniqueness; section 3, Editing).
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
