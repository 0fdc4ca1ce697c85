import { sql, type Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import { transact } from "../../db/transactions/transact.ts";
import type { DB } from "../../db/types.ts";
import type { FieldChanges } from "../../db/json-columns.ts";
import {
  type ActivityValues,
  activityValues,
  type Entry,
  insertActivity,
  recordActivity,
} from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { addressedTo } from "../emails/addressee.ts";
import {
  emailValues,
  type EmailValues,
  insertEmail,
  type NewEmail,
  queueEmailJob,
  toItsQueue,
} from "../emails/queue.ts";
import { reportChange } from "../security-events/report.ts";
import { FieldError } from "../procedures/field-errors.ts";
import { notFound } from "../refusals.ts";
import type { Details } from "./details.ts";
import { type UserKind, userKinds } from "./kinds.ts";
import type { Person } from "./person.ts";

/** The errors for violations of constraints, by the name of the constraint. */
const refusals: Record<string, () => Error> = {
  support_users_email_key: emailInUse,
  organisation_users_email_key: emailInUse,
  memberships_organisation_id_fkey: notFound,
  api_tokens_name_key: () => new FieldError("name", "tokenNameInUse"),
};

/**
 * Makes a change in a new transaction, between `claim` and `answered`. If another change stores the same email address at
 * the same moment, this one fails with the error for an address in use (specification, section 3, Uniqueness).
 *
 * @throws {FieldError} if the email address, or the name of an API token, is in use
 * @throws {TRPCError} NOT_FOUND if somebody is added to an organisation that does not exist
 * @throws any error of `claim` or `change`
 */
export async function makeChange<Result>(
  db: Database,
  { claim, answered }: Pick<ChangeContext, "claim" | "answered">,
  change: (trx: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  try {
    return await transact(db, async (trx) => {
      await claim?.(trx);
      const result = await change(trx);
      if (answered && hasId(result)) await answered(trx, result.id);
      return result;
    });
  } catch (error) {
    throw refusals[violatedConstraint(error) ?? ""]?.() ?? error;
  }
}

function hasId(result: unknown): result is { id: string } {
  return typeof result === "object" && result !== null && "id" in result && typeof result.id === "string";
}

function emailInUse(): FieldError {
  return new FieldError("email", "emailInUse");
}

/** @throws {FieldError} if the email address is in use */
export function requireFree(isTaken: boolean): void {
  if (isTaken) throw emailInUse();
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

/** What was done to a person. `person` has the details after it. */
type Done = Omit<Subject, "lock"> & { person: Details & { id: string } } & (
    | { action: "added" | "linked" | "removed" | "invited_again"; changes?: undefined }
    | { action: "edited"; changes: FieldChanges }
  );

/**
 * Adds a row about a change to the activity log and queues the email about it, in the transaction of the change. An edit
 * has an email only if it changes the email address (specification, section 4). If the change is a row of a bulk change,
 * stores the row's outcome as well.
 */
export async function recordAndEmail(
  trx: Transaction<DB>,
  { actor, queue, bulkChangeId, settle }: ChangeContext,
  done: Done,
): Promise<void> {
  const entry = entryAbout(done, bulkChangeId);
  const email = emailAbout(done);
  if (email === undefined) return recordActivity(trx, actor, entry);
  const values = { ...activityValues(actor, entry), ...emailValues({ ...email, bulkChangeId }) };
  await insertBoth(trx, values);
  reportChange(trx, actor.report, values);
  await queueEmailJob(trx, queue, toItsQueue(values));
  await settle?.(trx, done.action, done.person.id);
}

/** Does what `recordAndEmail` does, where the caller queues an email about several such changes. */
export function recordOnly(
  trx: Transaction<DB>,
  { actor, bulkChangeId }: ChangeContext,
  done: Done,
): Promise<void> {
  return recordActivity(trx, actor, entryAbout(done, bulkChangeId));
}

/** Records a change to a person, with or without an email. */
export type Recorder = typeof recordAndEmail;

function entryAbout(
  { kind, action, person, organisationId, changes }: Done,
  bulkChangeId: string | undefined,
): Entry {
  return { action, subject: { kind, ...person }, organisationId, changes, bulkChangeId };
}

const insertBoth = compiledOnce((db, values: Placeholders<ActivityValues & EmailValues>) =>
  db
    .with("entry", () => insertActivity(db, values))
    .with("email", () => insertEmail(db, values))
    .selectNoFrom(sql`1`.as("done")),
);

function emailAbout({ kind, action, person, organisationId, changes }: Done): NewEmail | undefined {
  const to = { recipient: person.email, ...addressedTo(kind, person.id) };
  if (action === "edited") return changes["email"] && { ...to, kind: "email_address_changed" };
  const { invitation, farewell } = userKinds[kind];
  return { ...to, kind: action === "removed" ? farewell : invitation, organisationId };
}
