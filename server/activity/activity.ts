import type { Transaction } from "kysely";
import type { ActivityAction, DB, SubjectKind } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import { fullName } from "../people/name.ts";

/** Old and new value of each field that a change touched. */
export type Changes = Record<string, { from: string | null; to: string | null }>;

type Details = { firstName: string; lastName: string; email: string };

/** What differs between a person before and after, or undefined where nothing does. */
export function changesBetween(before: Details, after: Details): Changes | undefined {
  const fields = ["firstName", "lastName", "email"] as const;
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]));
}

type Subject = { kind: SubjectKind; id: string } & (
  { firstName: string; lastName: string } | { name: string }
);

/** What was done; an import alone has no subject, for it is about many organisations. */
type Entry = { organisationId?: string; changes?: Changes } & (
  | { action: Exclude<ActivityAction, "imported">; subject: Subject }
  | { action: "imported"; subject?: undefined }
);

/** Writes the one row that a change owes the activity log, in the change's own transaction (specification, section 8). */
export async function recordActivity(trx: Transaction<DB>, actor: Actor, entry: Entry): Promise<void> {
  const { action, subject, organisationId, changes } = entry;
  await trx
    .insertInto("activity")
    .values({
      actor_kind: actor.kind,
      actor_id: actor.kind === "system" ? null : actor.id,
      actor_name: actor.kind === "system" ? null : actor.name,
      action,
      subject_kind: subject?.kind,
      subject_id: subject?.id,
      subject_name: subject && nameOf(subject),
      organisation_id: organisationId,
      changes: changes && JSON.stringify(changes),
    })
    .execute();
}

function nameOf(subject: Subject): string {
  return "name" in subject ? subject.name : fullName(subject);
}
