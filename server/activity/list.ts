import { type Expression, type InferResult, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { BulkChangeKind, DB } from "../../db/types.ts";
import { namedOrganisation } from "../organisations/columns.ts";
import { allIdsOf, currentIdOf } from "../people/merged.ts";
import { countsFrom } from "../people/person.ts";
import { offsetOf, type Page } from "../procedures/paging.ts";
import { countOf, pageFrom, rowsFrom, selectPage, start } from "../procedures/read-page.ts";
import type { ActivityEntry, ListInput } from "./schema.ts";

type Filter = Omit<ListInput, "page" | "sinceAdded"> & { sinceAdded?: boolean };

/** Returns a page of the activity log, newest entries first (specification, section 8). */
export async function listActivity(
  db: Database,
  { page, ...filter }: ListInput,
): Promise<Page<ActivityEntry>> {
  const { items, ...counts } = pageFrom(await readRows(db, page, filter), page);
  return { items: items.map(toEntry), ...counts };
}

/** Reads a page. The first one of the whole log, and the one on a user's page, are compiled once. */
function readRows(db: Database, page: number, filter: Filter) {
  const { userId, sinceAdded, organisationId, kind } = filter;
  if (page === 1 && organisationId === undefined && kind === undefined) {
    if (userId === undefined) return firstOfAll(db, {});
    if (sinceAdded) return firstOfUser(db, { userId });
  }
  return pageOf(db, filter, offsetOf(page)).execute();
}

const firstOfAll = compiledOnce((db) => pageOf(db, {}, start));

const firstOfUser = compiledOnce(
  (db, { userId }: Placeholders<{ userId: string }>) => pageOf(db, { userId, sinceAdded: true }, start),
  { isNamed: false }, // a support user may have made most entries, an organisation user few
);

type SqlFilter = Omit<Filter, "userId"> & { userId?: string | Expression<string> };

/** A query for one page of the entries that match a filter: those after the first `offset` entries. */
function pageOf(db: Database, filter: SqlFilter, offset: number | Expression<number>) {
  return selectPage(db, rowsOf(db, entriesOf(db, filter), offset), totalOf(db, filter));
}

/** Counts entries. Those of a kind are counted from indexes: all, and those that are folded. */
function totalOf(db: Database, filter: SqlFilter): RawBuilder<number> {
  const { userId, organisationId, kind } = filter;
  if (userId !== undefined || organisationId !== undefined) return countOf(entriesOf(db, filter));
  if (kind === undefined) return unfoldedCount;
  const ofKind = db.selectFrom("activity").where("action", "=", kind);
  const unfolded = sql<number>`${countOf(ofKind)} - ${countOf(ofKind.where("bulk_change_id", "is not", null))}`;
  const isStart = isStartOf(kind);
  return isStart ? sql`${unfolded} + ${countOf(db.selectFrom("activity").where(isStart))}` : unfolded;
}

const unfoldedCount = sql<number>`(
  select coalesce(sum(case counted when 'activity' then total else -total end), 0)::bigint
  from row_counts where counted in ('activity', 'activity of bulk changes')
)`;

/**
 * A query for the entries that match a filter. `userId` matches the user who acted and the user the entry is about,
 * whichever of the person's ids it is. Without it, the entries of a bulk change's rows are folded: its start stands for
 * them (specification, section 11, Activity).
 */
function entriesOf(db: Database, { userId, sinceAdded, organisationId, kind }: SqlFilter) {
  let entries = db.selectFrom("activity");
  if (userId === undefined) {
    entries = entries.where("activity.bulk_change_id", "is", null);
    if (organisationId !== undefined) entries = entries.where(isAboutOrganisation(organisationId));
    if (kind === undefined) return entries;
    const isStart = isStartOf(kind);
    return entries.where((is) =>
      isStart ? is.or([is("action", "=", kind), isStart]) : is("action", "=", kind),
    );
  }
  if (organisationId !== undefined) entries = entries.where("activity.organisation_id", "=", organisationId);
  if (kind !== undefined) entries = entries.where("activity.action", "=", kind);
  if (sinceAdded) entries = entries.where("activity.at", ">=", countsFrom(currentIdOf(userId)));
  const ids = allIdsOf(userId);
  return entries.where((where) =>
    where.or([sql<boolean>`subject_id = any(${ids})`, sql<boolean>`actor_id = any(${ids})`]),
  );
}

/** An SQL condition: an entry is about an organisation, or about a bulk change that has a row for it. */
function isAboutOrganisation(organisationId: string): RawBuilder<boolean> {
  return sql`(activity.organisation_id = ${organisationId} or subject_kind = 'bulk_change' and subject_id = any(array(
    select bulk_change_id from bulk_change_organisations where organisation_id = ${organisationId}
  )))`;
}

/** The kind of bulk change whose rows have entries of a kind. */
const bulkKinds: Partial<Record<NonNullable<Filter["kind"]>, BulkChangeKind>> = {
  added: "add",
  linked: "add",
  invited_again: "invite_again",
  removed: "remove",
};

/** An SQL condition: an entry is the start of a bulk change whose rows have entries of this kind. Undefined: none can. */
function isStartOf(kind: NonNullable<Filter["kind"]>): RawBuilder<boolean> | undefined {
  const bulkKind = bulkKinds[kind];
  if (bulkKind === undefined) return undefined;
  return sql`(
    action = 'started' and subject_id = any(array(select id from bulk_changes where kind = ${bulkKind}))
  )`;
}

function rowsOf(db: Database, entries: ReturnType<typeof entriesOf>, offset: number | Expression<number>) {
  const onPage = rowsFrom(offset, newestFirst(entries.selectAll())).as("activity");
  return newestFirst(db.selectFrom(onPage))
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
      "subject_kind",
      "subject_id",
      "subject_name",
      "subject_email",
      "changes",
      "bulk_changes.id as bulk_id",
      "bulk_changes.kind as bulk_kind",
      "bulk_changes.people as bulk_people",
      namedOrganisation.as("organisation"),
    ]);
}

function newestFirst<Row>(entries: SelectQueryBuilder<DB, "activity", Row>) {
  return entries.orderBy("activity.at", "desc").orderBy("activity.id", "desc");
}

function toEntry(row: InferResult<ReturnType<typeof rowsOf>>[number]): ActivityEntry {
  const { bulk_id, bulk_kind, bulk_people } = row;
  return {
    id: row.id,
    at: row.at,
    kind: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    subject: row.subject_kind && {
      ...{ kind: row.subject_kind, id: row.subject_id },
      ...{ name: row.subject_name, email: row.subject_email },
    },
    organisation: row.organisation,
    bulkChange: bulk_id && bulk_kind ? { id: bulk_id, kind: bulk_kind, people: bulk_people ?? 0 } : null,
    changes: row.changes,
  };
}
