import { type Expression, type InferResult, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { allIdsOf, currentIdOf } from "../people/merged.ts";
import { countsFrom } from "../people/person.ts";
import { offsetOf, type Page } from "../procedures/paging.ts";
import { countOf, pageFrom, rowCount, rowsFrom, selectPage, start } from "../procedures/read-page.ts";
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
  const entries = entriesOf(db, filter);
  const isFiltered = (filter.userId ?? filter.organisationId ?? filter.kind) !== undefined;
  return selectPage(db, rowsOf(db, entries, offset), isFiltered ? countOf(entries) : rowCount("activity"));
}

/**
 * A query for the entries that match a filter. `userId` matches the user who acted and the user the entry is about,
 * whichever of the person's ids it is.
 */
function entriesOf(db: Database, { userId, sinceAdded, organisationId, kind }: SqlFilter) {
  let entries = db.selectFrom("activity");
  if (organisationId !== undefined) entries = entries.where("activity.organisation_id", "=", organisationId);
  if (kind !== undefined) entries = entries.where("activity.action", "=", kind);
  if (userId === undefined) return entries;
  if (sinceAdded) entries = entries.where("activity.at", ">=", countsFrom(currentIdOf(userId)));
  const ids = allIdsOf(userId);
  return entries.where((where) =>
    where.or([sql<boolean>`subject_id = any(${ids})`, sql<boolean>`actor_id = any(${ids})`]),
  );
}

function rowsOf(db: Database, entries: ReturnType<typeof entriesOf>, offset: number | Expression<number>) {
  const onPage = rowsFrom(offset, newestFirst(entries.selectAll())).as("activity");
  return newestFirst(db.selectFrom(onPage))
    .leftJoin("organisations", "organisations.id", "activity.organisation_id")
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
      "organisation_id",
      "changes",
      "organisations.name as organisation_name",
    ]);
}

function newestFirst<Row>(entries: SelectQueryBuilder<DB, "activity", Row>) {
  return entries.orderBy("activity.at", "desc").orderBy("activity.id", "desc");
}

function toEntry(row: InferResult<ReturnType<typeof rowsOf>>[number]): ActivityEntry {
  const { organisation_id: organisationId, organisation_name: organisationName } = row;
  return {
    id: row.id,
    at: row.at,
    kind: row.action,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    subject: row.subject_kind && {
      ...{ kind: row.subject_kind, id: row.subject_id },
      ...{ name: row.subject_name, email: row.subject_email },
    },
    organisation: organisationId && organisationName ? { id: organisationId, name: organisationName } : null,
    changes: row.changes,
  };
}
