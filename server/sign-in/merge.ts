import { sql, type Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import { type Details, fullName } from "../people/details.ts";
import type { UserKind } from "../people/kinds.ts";
import { retireSupportUser } from "../support-users/remove.ts";

/** A user whose row the transaction has locked. */
type LockedUser = Details & { id: string; lastSignedInAt: Date | null };

/**
 * Merges another record with the email address that a person has now proved to be theirs into the person's record, so
 * that the address is free for them, and records it in the activity log (specification, section 6, Two records of one
 * person). The caller stores the address.
 *
 * @param other the current holder of the address; undefined if nobody has it
 * @returns false if the holder is somebody else, who keeps it
 */
export async function takeAddress(
  trx: Transaction<DB>,
  kind: UserKind,
  person: LockedUser,
  other: LockedUser | undefined,
): Promise<boolean> {
  if (other === undefined) return true;
  const merging = mergers[kind];
  if (!(await merging.isUnused(trx, other))) return false;
  await merging.absorb(trx, person.id, other.id);
  const actor = { kind, id: person.id, name: fullName(person) };
  await recordActivity(trx, actor, { action: "merged", subject: { kind, ...other } });
  return true;
}

/** For each kind of user: whether a record is not used yet or no longer, and how it becomes part of another. */
const mergers = {
  support_user: {
    isUnused: (_: Transaction<DB>, { lastSignedInAt }: LockedUser) =>
      Promise.resolve(lastSignedInAt === null),
    async absorb(trx: Transaction<DB>, personId: string, otherId: string) {
      await retireSupportUser(trx, { kind: "support_user", id: personId }, otherId);
      await movePointers(trx, "refused_sign_ins", "support_user_id", personId, otherId);
      await recordMerger(trx, "support_user_id", personId, otherId);
    },
  },
  organisation_user: {
    async isUnused(trx: Transaction<DB>, { id, lastSignedInAt }: LockedUser) {
      if (lastSignedInAt === null) return true;
      const memberships = trx.selectFrom("memberships").select("user_id").where("user_id", "=", id).limit(1);
      return (await memberships.executeTakeFirst()) === undefined;
    },
    async absorb(trx: Transaction<DB>, personId: string, otherId: string) {
      await moveMemberships(trx, personId, otherId);
      await movePointers(trx, "emails", "organisation_user_id", personId, otherId);
      await movePointers(trx, "refused_sign_ins", "organisation_user_id", personId, otherId);
      await recordMerger(trx, "organisation_user_id", personId, otherId);
      // This also deletes the other record's memberships and sessions, with the drafts of the sessions.
      await trx.deleteFrom("organisation_users").where("id", "=", otherId).execute();
    },
  },
};

type Pointer = "support_user_id" | "organisation_user_id";

/** Makes rows that are about the other record rows about the person. */
async function movePointers(
  trx: Transaction<DB>,
  table: "emails" | "refused_sign_ins",
  column: Pointer,
  personId: string,
  otherId: string,
): Promise<void> {
  await trx
    .updateTable(table)
    .set({ [column]: personId })
    .where(column, "=", otherId)
    .execute();
}

/** Copies memberships instead of updating them, because the trigger that stores the member's name is on inserts. */
async function moveMemberships(trx: Transaction<DB>, personId: string, otherId: string): Promise<void> {
  await trx
    .insertInto("memberships")
    .columns(["organisation_id", "user_id", "created_at"])
    .expression((query) =>
      query
        .selectFrom("memberships")
        .select(["organisation_id", sql<string>`${personId}::uuid`.as("user_id"), "created_at"])
        .where("user_id", "=", otherId),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

/** Records a merger. Records that were merged into the other one before now belong to the person as well. */
async function recordMerger(
  trx: Transaction<DB>,
  column: Pointer,
  personId: string,
  otherId: string,
): Promise<void> {
  await trx
    .updateTable("merged_people")
    .set({ [column]: personId })
    .where(column, "=", otherId)
    .execute();
  await trx
    .insertInto("merged_people")
    .values({ id: otherId, [column]: personId })
    .execute();
}
