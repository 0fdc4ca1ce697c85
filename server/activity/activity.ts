import type { QueryCreator, Transaction } from "kysely";
import type { FieldChanges } from "../../db/json-columns.ts";
import type { ActivityAction, DB, SubjectKind } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import { detailFields, type Details } from "../people/details.ts";
import { fullName, type PersonName } from "../people/name.ts";

/** The old and new value of each detail of a person that changed, null if empty; undefined if no detail changed. */
export function changesBetween(before: Details, after: Details): FieldChanges | undefined {
  const changed = detailFields.filter(({ name }) => before[name] !== after[name]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(
    changed.map(({ name }) => [name, { from: before[name] || null, to: after[name] || null }]),
  );
}

/** A user with their name and email address of the moment; or a token or organisation, which has a name only. */
type Subject = { kind: SubjectKind; id: string } & ((PersonName & { email: string }) | { name: string });

/** What was done, and to which user, token or organisation. An import has no subject: it changes many organisations. */
export type Entry = { organisationId?: string; changes?: FieldChanges } & (
  | { action: Exclude<ActivityAction, "imported">; subject: Subject }
  | { action: "imported"; subject?: undefined }
);

/** Adds a row about a change to the activity log, in the transaction of the change (specification, section 8). */
export async function recordActivity(trx: Transaction<DB>, actor: Actor, entry: Entry): Promise<void> {
  await insertActivity(trx, actor, entry).execute();
}

/** The statement of `recordActivity`, which can also be part of another statement. */
export function insertActivity(query: QueryCreator<DB>, actor: Actor, entry: Entry) {
  const { action, subject, organisationId, changes } = entry;
  return query.insertInto("activity").values({
    actor_kind: actor.kind,
    actor_id: actor.kind === "system" ? null : actor.id,
    actor_name: actor.kind === "system" ? null : actor.name,
    action,
    subject_kind: subject?.kind,
    subject_id: subject?.id,
    subject_name: subject && nameOf(subject),
    subject_email: subject && "email" in subject ? subject.email : undefined,
    organisation_id: organisationId,
    changes,
  });
}

function nameOf(subject: Subject): string {
  return "name" in subject ? subject.name : fullName(subject);
}
