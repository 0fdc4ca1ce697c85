import type { Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { addressedTo } from "../emails/addressee.ts";
import { queueEmail } from "../emails/queue.ts";
import { FieldError } from "../procedures/field-errors.ts";
import type { Details } from "./details.ts";
import { type UserKind, userKinds } from "./kinds.ts";
import type { Person } from "./person.ts";

const addressIndexes = ["support_users_email_key", "organisation_users_email_key"];

/**
 * Makes a change in a transaction of its own, which begins with the change's claim. An address that somebody else took
 * at the same moment is reported like one that was in use before (specification, section 3, Uniqueness).
 *
 * @throws {FieldError} if the address is in use
 */
export async function makeChange<Result>(
  db: Database,
  { claim }: ChangeContext,
  change: (trx: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  try {
    return await db.transaction().execute(async (trx) => {
      await claim?.(trx);
      return change(trx);
    });
  } catch (error) {
    if (!addressIndexes.includes(violatedConstraint(error) ?? "")) throw error;
    throw new FieldError("email", "emailInUse");
  }
}

/** @throws {FieldError} if the address is taken */
export function requireFree(isTaken: boolean): void {
  if (isTaken) throw new FieldError("email", "emailInUse");
}

/** The user whom a change is about, and the organisation that it is made in. */
export type Subject = {
  kind: UserKind;
  organisationId?: string;
  /** Reads and locks the user, or throws NOT_FOUND. Of two changes at once, the second sees the first. */
  lock: (trx: Transaction<DB>) => Promise<Person>;
};

type Done = Omit<Subject, "lock"> & {
  action: "added" | "linked" | "removed" | "invited_again";
  person: Details & { id: string };
};

/** Records a change in the activity log and queues the email that tells the person, in the change's transaction. */
export async function recordAndEmail(
  trx: Transaction<DB>,
  { actor, queue }: ChangeContext,
  { kind, action, person, organisationId }: Done,
): Promise<void> {
  const { invitation, farewell } = userKinds[kind];
  await recordActivity(trx, actor, { action, subject: { kind, ...person }, organisationId });
  await queueEmail(trx, queue, {
    kind: action === "removed" ? farewell : invitation,
    recipient: person.email,
    ...addressedTo(kind, person.id),
    organisationId,
  });
}
