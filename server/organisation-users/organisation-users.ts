import { type Expression, sql, type Transaction } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { emailsAbout, explainEmail } from "../emails/list.ts";
import type { Environment } from "../environment.ts";
import { described } from "../organisations/organisations.ts";
import { organisationColumns } from "../organisations/columns.ts";
import type { Subject } from "../people/change.ts";
import { mapShows } from "../people/filters/conditions.ts";
import { currentIdOf, findCurrent } from "../people/merged.ts";
import { type Editing, editingOf, nameOrder, type Person, personColumns } from "../people/person.ts";
import { offsetOf, toPage } from "../procedures/paging.ts";
import { countOf, countUpTo, rowsFrom } from "../procedures/read-page.ts";
import { notFound } from "../refusals.ts";
import type { Condition } from "../search/matches.ts";
import { cutOff, mostFound } from "../search/page.ts";
import type { AddressInput, ListInput, User, UserInput, UserList } from "./schema.ts";

const columns = ["organisation_users.id", ...personColumns] as const;

function membershipsOf(db: Database, organisationId: string | Expression<string>) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "memberships.user_id")
    .where("organisation_id", "=", organisationId);
}

/**
 * Returns an organisation and a page of its users, ordered by first name, last name, id; with a filter, only of those
 * that it shows (specification, section 3, Order and pages; section 14). PostgreSQL reads
 * this order from an index on `memberships` and does not sort.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export async function listOrganisationUsers(
  db: Database,
  { organisationId, show, page }: ListInput,
): Promise<UserList> {
  const [found] = await pagesOfMembers[show](db, { organisationId, offset: offsetOf(page) });
  if (found === undefined) throw notFound();
  const { items, total, isChanging, ...organisation } = found;
  const list = toPage(items, total, page);
  return { organisation, isChanging, ...(show === "all" ? { ...list, isMore: false } : cutOff(list)) };
}

const pagesOfMembers = mapShows((condition) =>
  compiledOnce((db, { organisationId, offset }: Placeholders<{ organisationId: string; offset: number }>) => {
    const { people, total } = condition
      ? filteredMembers(db, organisationId, condition)
      : allMembers(db, organisationId);
    const members = db
      .selectFrom(rowsFrom(offset, people).as("members"))
      .innerJoin("organisation_users", "organisation_users.id", "members.id")
      .select(columns)
      .orderBy(nameOrder)
      .orderBy("organisation_users.id");
    return described(db.selectFrom("organisations"))
      .select([
        jsonArrayFrom(members).as("items"),
        total.as("total"),
        isChanging(organisationId).as("isChanging"),
      ])
      .where("id", "=", organisationId);
  }),
);

/** Whether a bulk change to users of an organisation is in progress (specification, section 11). */
function isChanging(organisationId: Expression<string>) {
  return sql<boolean>`exists (
    select from bulk_changes join bulk_change_organisations on bulk_change_id = bulk_changes.id
    where started_at is not null and finished_at is null
      and bulk_change_organisations.organisation_id = ${organisationId}
  )`;
}

function allMembers(db: Database, organisationId: Expression<string>) {
  const memberships = db.selectFrom("memberships").where("organisation_id", "=", organisationId);
  const inOrder = sql`user_first_name collate english, user_last_name collate english, user_id`;
  return { people: memberships.select("user_id as id").orderBy(inOrder), total: countOf(memberships) };
}

function filteredMembers(db: Database, organisationId: Expression<string>, condition: Condition) {
  const states = db
    .selectFrom("person_states")
    .where("organisation_id", "=", organisationId)
    .where(condition);
  return {
    people: states.select("id").orderBy(nameOrder).orderBy("id"),
    total: countUpTo(mostFound + 1, states),
  };
}

function findMember(db: Database, { organisationId, userId }: UserInput | Placeholders<UserInput>) {
  return membershipsOf(db, organisationId).select(columns).where("user_id", "=", currentIdOf(userId));
}

/**
 * Returns one user of an organisation.
 *
 * @throws {TRPCError} NOT_FOUND, also if the user belongs to other organisations only
 */
export function getOrganisationUser(db: Database, input: UserInput): Promise<Person> {
  return findMember(db, input).executeTakeFirstOrThrow(notFound);
}

/**
 * Locks a user's row and then their membership, in the order of the tables in the query. All changes lock a person first;
 * the other order could end in a deadlock with a sign-in.
 */
function lockMember(trx: Transaction<DB>, { organisationId, userId }: UserInput): Promise<Person> {
  return findCurrent(
    trx
      .selectFrom("organisation_users")
      .innerJoin("memberships", "memberships.user_id", "organisation_users.id")
      .select(columns)
      .where("organisation_id", "=", organisationId)
      .where("organisation_users.id", "=", currentIdOf(userId))
      .forUpdate(),
  );
}

/** Returns the `Subject` for a change to a user of an organisation. */
export function subjectOf({ organisationId, userId }: UserInput): Subject {
  return {
    kind: "organisation_user",
    organisationId,
    lock: (trx) => lockMember(trx, { organisationId, userId }),
  };
}

/**
 * Returns a user of an organisation, the organisation, whether the user can be edited, and the emails to them about that
 * organisation or about none in particular.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeOrganisationUser(
  db: Database,
  settings: Environment,
  input: UserInput,
): Promise<User> {
  const [user] = await memberWithEmails(db, input);
  if (user === undefined) throw notFound();
  const emails = user.emails.map((email) => explainEmail(email, user.organisation.isClosed));
  return { ...user, editing: editingUnder(settings, user), emails };
}

const memberWithEmails = compiledOnce((db, input: Placeholders<UserInput>) =>
  findMember(db, input).select((query) => {
    const organisation = query
      .selectFrom("organisations")
      .select(organisationColumns)
      .whereRef("organisations.id", "=", "memberships.organisation_id");
    const [userId, since] = [query.ref("organisation_users.id"), query.ref("organisation_users.revived_at")];
    return [
      jsonObjectFrom(organisation).$notNull().as("organisation"),
      jsonArrayFrom(emailsAbout(db, { organisationId: input.organisationId, userId, since })).as("emails"),
    ];
  }),
);

/** Whether a user can be edited; `ORGANISATION_USER_EDITING` can forbid it (specification, section 3, Editing). */
function editingUnder(settings: Environment, user: Person): Editing {
  return settings.ORGANISATION_USER_EDITING === "never" ? "never" : editingOf(user);
}

/**
 * Returns the id of the user who has an email address; undefined if it is free. Without a `userId`, to add a person: by a user of this organisation. With it, to
 * edit that user: by any other organisation user, because no two may have the same address (specification, section 3,
 * Uniqueness; section 3, Editing).
 */
export async function findHolder(
  db: Database,
  { organisationId, userId, email }: AddressInput,
): Promise<string | undefined> {
  const users =
    userId === undefined
      ? membershipsOf(db, organisationId)
      : db.selectFrom("organisation_users").where("id", "<>", userId);
  const holder = await users.select("organisation_users.id").where("email", "=", email).executeTakeFirst();
  return holder?.id;
}

/** Whether `findHolder` finds somebody. */
export async function isEmailInUse(db: Database, input: AddressInput): Promise<boolean> {
  return (await findHolder(db, input)) !== undefined;
}
