import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { changesBetween } from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { refusal } from "../refusals.ts";
import { makeChange, recordAndEmail, requireFree, type Subject } from "./change.ts";
import { type Details, toColumns } from "./details.ts";
import { type UserKind, userKinds } from "./kinds.ts";
import type { Person } from "./person.ts";

/**
 * Throws the error that editing a person would throw, and changes nothing.
 *
 * @param isTaken whether another user has the new email address
 * @throws {TRPCError} FORBIDDEN with the reason `signedInMeanwhile`, if the person has signed in
 * @throws {FieldError} if `isTaken`
 */
export function checkEdit(person: Person, isTaken: boolean): void {
  if (person.lastSignedInAt) throw refusal("signedInMeanwhile");
  requireFree(isTaken);
}

/**
 * Edits a support user or an organisation user who has not signed in yet. If the email address changes, queues an email
 * with sign-in details to the new address (specification, section 3, Editing; section 4).
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `signedInMeanwhile`; and any error of `context.claim`
 * @throws {FieldError} if the email address is in use
 */
export function editPerson(
  db: Database,
  context: ChangeContext,
  subject: Subject,
  details: Details,
): Promise<void> {
  return makeChange(db, context, (trx) => editLocked(trx, context, subject, details));
}

/**
 * Does what `editPerson` does, in a transaction of the caller.
 *
 * @throws the errors of `editPerson`, and what `makeChange` turns into them
 */
export async function editLocked(
  trx: Transaction<DB>,
  context: ChangeContext,
  { kind, organisationId, lock }: Subject,
  details: Details,
): Promise<void> {
  const before = await lock(trx);
  await store(trx, kind, before.id, details);
  const changes = changesBetween(before, details);
  if (changes === undefined) return;
  const person = { id: before.id, ...details };
  await recordAndEmail(trx, context, { kind, action: "edited", person, organisationId, changes });
}

/** Stores the details. Throws FORBIDDEN if the person has signed in, which the update's own condition checks. */
async function store(trx: Transaction<DB>, kind: UserKind, id: string, details: Details): Promise<void> {
  const { table } = userKinds[kind];
  const { numUpdatedRows } = await trx
    .updateTable(table)
    .set(toColumns(details))
    .where("id", "=", id)
    .where("last_signed_in_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refusal("signedInMeanwhile");
}
