import { TRPCError } from "@trpc/server";
import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { Page } from "../procedures/paging.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import { firstNameOrder, lastNameOrder, type Person, personColumns } from "../people/person.ts";
import type { AddressInput } from "./schema.ts";

export type SupportUser = Person;

const columns = ["id", ...personColumns] as const;

/** Whoever was removed is no support user any more, though the record stays. */
function current(db: Database) {
  return db.selectFrom("support_users").where("removed_at", "is", null);
}

/** A page of support users: by first name, last name, id (specification, section 3, Order and pages). */
export function listSupportUsers(db: Database, { page }: { page: number }): Promise<Page<SupportUser>> {
  const inOrder = current(db).select(columns).orderBy(firstNameOrder).orderBy(lastNameOrder).orderBy("id");
  return readPage(db, page, rowsOn(page, inOrder), countOf(current(db)));
}

/** @throws {TRPCError} NOT_FOUND */
export async function getSupportUser(db: Database, userId: string): Promise<SupportUser> {
  const user = await current(db).select(columns).where("id", "=", userId).executeTakeFirst();
  if (user === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return user;
}

/**
 * A support user, locked until the transaction ends: of two who change or remove a person at once, one waits and then
 * sees what the other did.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function lockSupportUser(trx: Transaction<DB>, userId: string): Promise<SupportUser> {
  const user = await current(trx).select(columns).where("id", "=", userId).forUpdate().executeTakeFirst();
  if (user === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return user;
}

/** Whether a support user, other than the one who is changed, has an address (specification, section 3, Uniqueness). */
export async function isEmailInUse(db: Database, { userId, email }: AddressInput): Promise<boolean> {
  const holder = await current(db).select("id").where("email", "=", email).executeTakeFirst();
  return holder !== undefined && holder.id !== userId;
}
