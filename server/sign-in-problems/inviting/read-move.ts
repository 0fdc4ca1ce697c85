import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { namedColumns } from "../../organisations/columns.ts";
import type { NamedOrganisation } from "../../organisations/schema.ts";
import { requireFree } from "../../people/change.ts";
import type { Details } from "../../people/details.ts";
import { detailColumns } from "../../people/details.ts";
import { type UserKind, userKinds } from "../../people/kinds.ts";
import { currentIdOf } from "../../people/merged.ts";
import { notFound, refusal } from "../../refusals.ts";
import type { InsteadInput } from "../schema.ts";
import { readAddress, requireInvitable } from "./invitable.ts";

/** A person who can be invited at another address, and where they belong. */
export type Move = {
  kind: UserKind;
  person: Details & { id: string };
  newEmail: string;
  /** By name. None for a support user. */
  organisations: NamedOrganisation[];
};

/**
 * Reads what inviting a person at the refused address instead would change, and checks that it can be done
 * (specification, section 12, Inviting another address).
 *
 * @param mode 'lock' in the transaction of the change: people are locked before the problem, as in a sign-in, and in the
 * order of their ids
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `hasSignedIn` or `cannotInvite`; CONFLICT with the reason
 * `problemClosed`
 * @throws {FieldError} if the address is in use
 */
export async function readMove(
  db: Database,
  { problemId, userId }: InsteadInput,
  mode: "lock" | "read",
): Promise<Move> {
  const newEmail = await readAddress(db, problemId);
  if (mode === "lock") await lockPeople(db, userId, newEmail);
  const { kind, lastSignedInAt, ...person } = await readPerson(db, userId);
  if (lastSignedInAt !== null) throw refusal("hasSignedIn");
  await requireInvitable(db, problemId, kind, mode);
  const organisations = kind === "support_user" ? [] : await readOrganisations(db, person.id);
  if (kind === "organisation_user" && organisations.length === 0) throw notFound();
  requireFree(await isTaken[kind](db, newEmail));
  return { kind, person, newEmail, organisations };
}

/** Locks the person and the present holder of the new address. */
async function lockPeople(db: Database, userId: string, newEmail: string): Promise<void> {
  for (const { table, isCurrent } of [userKinds.support_user, userKinds.organisation_user]) {
    await db
      .selectFrom(table)
      .select("id")
      .where((where) => where.or([where("id", "=", currentIdOf(userId)), where("email", "=", newEmail)]))
      .where(isCurrent)
      .orderBy("id")
      .forUpdate()
      .execute();
  }
}

/** Finds a user of either kind. @throws {TRPCError} NOT_FOUND */
async function readPerson(db: Database, userId: string) {
  const find = (kind: UserKind) =>
    db
      .selectFrom(userKinds[kind].table)
      .select(["id", "last_signed_in_at as lastSignedInAt", ...detailColumns])
      .select(sql<UserKind>`${kind}`.as("kind"))
      .where("id", "=", currentIdOf(userId))
      .where(userKinds[kind].isCurrent);
  const found = await find("organisation_user").executeTakeFirst();
  return found ?? find("support_user").executeTakeFirstOrThrow(notFound);
}

function readOrganisations(db: Database, userId: string) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisations", "organisations.id", "organisation_id")
    .select(namedColumns)
    .where("user_id", "=", userId)
    .orderBy(sql`name collate english`)
    .orderBy("organisations.id")
    .execute();
}

const isTaken: Record<UserKind, (db: Database, email: string) => Promise<boolean>> = {
  support_user: async (db, email) => {
    const holders = db.selectFrom("support_users").select("id").where(userKinds.support_user.isCurrent);
    return (await holders.where("email", "=", email).executeTakeFirst()) !== undefined;
  },
  organisation_user: async (db, email) => {
    const holder = db
      .selectFrom("organisation_users")
      .innerJoin("memberships", "user_id", "organisation_users.id")
      .select("user_id")
      .where("email", "=", email)
      .limit(1);
    return (await holder.executeTakeFirst()) !== undefined;
  },
};
