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
 * Makes a change in a new transaction, after calling `claim` in it. If another change stores the same email address at
 * the same moment, this one fails with the error for an address in use (specification, section 3, Uniqueness).
 *
 * @throws {FieldError} if the email address is in use; and any error of `claim` or `change`
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

/** @throws {FieldError} if the email address is in use */
export function requireFree(isTaken: boolean): void {
  if (isTaken) throw new FieldError("email", "emailInUse");
}

/** The user that a change is about and, for an organisation user, the organisation on whose pages it is made. */
export type Subject = {
  kind: UserKind;
  organisationId?: string;
  /**
   * Reads the user and locks their row, so that another change to the user waits and then sees the result of this one.
   * Throws NOT_FOUND if there is no such user.
   */
  lock: (trx: Transaction<DB>) => Promise<Person>;
};

type Done = Omit<Subject, "lock"> & {
  action: "added" | "linked" | "removed" | "invited_again";
  person: Details & { id: string };
};

/** Adds a row about a change to the activity log and queues the email about it, in the transaction of the change. */
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
