import { type QueryCreator, sql, type Transaction } from "kysely";
import type { FieldChanges } from "../../db/json-columns.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { ActivityAction, ActorKind, DB, SubjectKind } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import { reportChange } from "../security-events/report.ts";
import { detailFields, type Details, fullName, type PersonName } from "../people/details.ts";

/** The old and new value of each detail of a person that changed, null if empty; undefined if no detail changed. */
export function changesBetween(before: Details, after: Details): FieldChanges | undefined {
  const changed = detailFields.filter(({ name }) => before[name] !== after[name]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(
    changed.map(({ name }) => [name, { from: before[name] || null, to: after[name] || null }]),
  );
}

/**
 * A user with their name and email address of the moment; a token or organisation, which has a name only; or a bulk
 * change, which has none.
 */
type Subject = { kind: SubjectKind; id: string } & (
  (PersonName & { email: string }) | { name: string | null }
);

/**
 * An import changes many organisations, a download can be of the users of all, and that a problem is resolved does not say
 * whose sign-in it was.
 */
type ActionWithoutSubject = "imported" | "downloaded" | "problem_resolved";

/** What was done, and to which user, token or organisation. */
export type Entry = { organisationId?: string; changes?: FieldChanges; bulkChangeId?: string } & (
  | { action: Exclude<ActivityAction, "imported" | "problem_resolved">; subject: Subject }
  | { action: ActionWithoutSubject; subject?: undefined }
);

/** Adds a row about a change to the activity log, in the transaction of the change (specification, section 8). */
export async function recordActivity(trx: Transaction<DB>, actor: Actor, entry: Entry): Promise<void> {
  const values = activityValues(actor, entry);
  await insertOnce(trx, values);
  reportChange(trx, actor.report, values);
}

/** The columns of a row; `changes` is JSON. */
export type ActivityValues = {
  actorKind: ActorKind;
  actorId: string | null;
  actorName: string | null;
  action: ActivityAction;
  subjectKind: SubjectKind | null;
  subjectId: string | null;
  subjectName: string | null;
  subjectEmail: string | null;
  organisationId: string | null;
  changes: string | null;
  bulkChangeId: string | null;
};

/** The values with which `insertActivity` records a change. */
export function activityValues(actor: Actor, entry: Entry): ActivityValues {
  const { action, subject, organisationId = null, changes, bulkChangeId = null } = entry;
  const named = actor.kind === "system" ? null : actor;
  return {
    actorKind: actor.kind,
    actorId: named?.id ?? null,
    actorName: named?.name ?? null,
    action,
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    subjectName: subject ? nameOf(subject) : null,
    subjectEmail: subject && "email" in subject ? subject.email : null,
    organisationId,
    changes: changes === undefined ? null : JSON.stringify(changes),
    bulkChangeId,
  };
}

/** The statement of `recordActivity`, which can also be part of another statement. */
export function insertActivity(query: QueryCreator<DB>, values: Placeholders<ActivityValues>) {
  return query.insertInto("activity").values({
    actor_kind: values.actorKind,
    actor_id: values.actorId,
    actor_name: values.actorName,
    action: values.action,
    subject_kind: values.subjectKind,
    subject_id: values.subjectId,
    subject_name: values.subjectName,
    subject_email: values.subjectEmail,
    organisation_id: values.organisationId,
    changes: sql`${values.changes}::jsonb`,
    bulk_change_id: values.bulkChangeId,
  });
}

const insertOnce = compiledOnce((db, values: Placeholders<ActivityValues>) => insertActivity(db, values));

function nameOf(subject: Subject): string | null {
  return "name" in subject ? subject.name : fullName(subject);
}
