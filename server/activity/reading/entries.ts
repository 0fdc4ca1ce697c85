import { type InferResult, type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { isoTime } from "../../../db/iso-time.ts";
import { namedOrganisation } from "../../organisations/columns.ts";
import { currentIdOf } from "../../people/merged.ts";
import type { ActivityEntry } from "../schema.ts";

/**
 * A query for the entries with some ids, newest first.
 *
 * @param ids a query for the ids
 */
export function rowsOf(db: Database, ids: RawBuilder<unknown>) {
  return db
    .selectFrom("activity")
    .where(sql<boolean>`activity.id in (${ids})`)
    .leftJoin("organisations", "organisations.id", "activity.organisation_id")
    .leftJoin("bulk_changes", (join) =>
      join.on(
        "bulk_changes.id",
        "=",
        sql<string>`coalesce(bulk_change_id, case subject_kind when 'bulk_change' then subject_id end)`,
      ),
    )
    .select((query) => [
      "activity.id",
      isoTime(query.ref("activity.at")).as("at"),
      "action",
      "actor_kind",
      "actor_id",
      "actor_name",
      hasPage("actor").as("actor_has_page"),
      "subject_kind",
      "subject_id",
      "subject_name",
      "subject_email",
      hasPage("subject").as("subject_has_page"),
      "changes",
      "bulk_changes.id as bulk_id",
      "bulk_changes.kind as bulk_kind",
      "bulk_changes.people as bulk_people",
      namedOrganisation.as("organisation"),
    ])
    .orderBy("activity.at", "desc")
    .orderBy("activity.id", "desc");
}

/** Reads the entries with some ids, newest first. */
export const rowsByIds = compiledOnce((db, { ids }: Placeholders<{ ids: number[] }>) =>
  rowsOf(db, sql`select unnest(${ids}::bigint[])`),
);

/** SQL for whether the console has a page about somebody in an entry: a removed support user has none. */
function hasPage(who: "actor" | "subject"): RawBuilder<boolean> {
  const [kind, id] = [sql.ref<string>(`${who}_kind`), currentIdOf(sql.ref<string>(`${who}_id`))];
  return sql`case ${kind}::text
    when 'organisation_user' then exists (select from organisation_users where id = ${id})
    when 'support_user' then exists (select from support_users where id = ${id} and removed_at is null)
    else ${kind}::text = 'organisation'
  end`;
}

/** An entry, as it was stored, with the present names of its organisation and what is known of its bulk change. */
export function toEntry(row: InferResult<ReturnType<typeof rowsOf>>[number]): ActivityEntry {
  const { bulk_id, bulk_kind, bulk_people } = row;
  return {
    id: row.id,
    at: row.at,
    kind: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name, hasPage: row.actor_has_page },
    subject: row.subject_kind && {
      ...{ kind: row.subject_kind, id: row.subject_id },
      ...{ name: row.subject_name, email: row.subject_email, hasPage: row.subject_has_page },
    },
    organisation: row.organisation,
    bulkChange: bulk_id && bulk_kind ? { id: bulk_id, kind: bulk_kind, people: bulk_people ?? 0 } : null,
    changes: row.changes,
  };
}
