import type { Expression } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { Actor } from "../actor.ts";
import { emailsTo, explainEmail } from "../emails/list.ts";
import type { Subject } from "../people/change.ts";
import { userKinds } from "../people/kinds.ts";
import { currentIdOf, findCurrent } from "../people/merged.ts";
import { editingOf, nameOrder, type Person, personColumns } from "../people/person.ts";
import { mapShows } from "../people/filters/conditions.ts";
import { offsetOf } from "../procedures/paging.ts";
import { countOf, pageFrom, rowsFrom, selectPage } from "../procedures/read-page.ts";
import { notFound } from "../refusals.ts";
import { cutOff, type FoundPage } from "../search/page.ts";
import type { AddressInput, ListInput, User } from "./schema.ts";

const columns = ["id", ...personColumns] as const;

/** A query for the support users who have not been removed. */
export function currentSupportUsers(db: Database) {
  return db.selectFrom("support_users").where(userKinds.support_user.isCurrent);
}

/**
 * Returns a page of support users, by first name, last name, id; with a filter, only of those that it shows
 * (specification, section 3, Order and pages; section 14).
 */
export async function listSupportUsers(db: Database, { show, page }: ListInput): Promise<FoundPage<Person>> {
  const found = pageFrom(await pagesOfSupportUsers[show](db, { offset: offsetOf(page) }), page);
  return show === "all" ? { ...found, isMore: false } : cutOff(found);
}

const pagesOfSupportUsers = mapShows((condition) =>
  compiledOnce((db, { offset }: Placeholders<{ offset: number }>) => {
    const users = condition ? currentSupportUsers(db).where(condition) : currentSupportUsers(db);
    const inOrder = users.select(columns).orderBy(nameOrder).orderBy("id");
    return selectPage(db, rowsFrom(offset, inOrder), countOf(users));
  }),
);

function findSupportUser(db: Database, userId: string | Expression<string>) {
  return currentSupportUsers(db).select(columns).where("id", "=", currentIdOf(userId));
}

/** @throws {TRPCError} NOT_FOUND if there is no such support user or they were removed */
export function getSupportUser(db: Database, userId: string): Promise<Person> {
  return findSupportUser(db, userId).executeTakeFirstOrThrow(notFound);
}

/** Returns the `Subject` for a change to a support user. */
export function subjectOf(userId: string): Subject {
  return {
    kind: "support_user",
    lock: (trx) => findCurrent(findSupportUser(trx, userId).forUpdate()),
  };
}

/**
 * Returns a support user, the emails to them, and whether they can be edited or removed by the actor.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeSupportUser(db: Database, actor: Actor, userId: string): Promise<User> {
  const [user] = await supportUserWithEmails(db, { userId });
  if (user === undefined) throw notFound();
  const isSelf = actor.kind === "support_user" && actor.id === user.id;
  return {
    ...user,
    editing: editingOf(user),
    mayRemove: !isSelf,
    emails: user.emails.map((email) => explainEmail(email, false)),
  };
}

const supportUserWithEmails = compiledOnce((db, { userId }: Placeholders<{ userId: string }>) =>
  findSupportUser(db, userId).select((query) =>
    jsonArrayFrom(
      emailsTo(db, { userId: query.ref("support_users.id"), since: query.ref("support_users.revived_at") }),
    ).as("emails"),
  ),
);

/** Whether a support user other than `userId` has the email address (specification, section 3, Uniqueness). */
export async function isEmailInUse(db: Database, { userId, email }: AddressInput): Promise<boolean> {
  const holder = await findHolder(db, email);
  return holder !== undefined && holder !== userId;
}

/** Returns the id of the support user who has the email address; undefined if there is none. */
export async function findHolder(db: Database, email: string): Promise<string | undefined> {
  const holder = await currentSupportUsers(db).select("id").where("email", "=", email).executeTakeFirst();
  return holder?.id;
}
