import type { InferResult, SelectQueryBuilder } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { Page } from "../procedures/paging.ts";
import { countOf, readPage, rowCount, rowsOn } from "../procedures/read-page.ts";
import type { entryOutput, ListInput } from "./schema.ts";

type StoredEntry = z.input<typeof entryOutput>;

/** A query for the entries that match a filter. `userId` matches the user who acted and the user the entry is about. */
function entriesOf(db: Database, { userId, organisationId, kind }: Omit<ListInput, "page">) {
  let entries = db.selectFrom("activity");
  if (organisationId !== undefined) entries = entries.where("activity.organisation_id", "=", organisationId);
  if (kind !== undefined) entries = entries.where("activity.action", "=", kind);
  if (userId === undefined) return entries;
  return entries.where((where) =>
    where.or([where("subject_id", "=", userId), where("actor_id", "=", userId)]),
  );
}

/** Returns a page of the activity log, newest entries first (specification, section 8). */
export async function listActivity(db: Database, { page, ...filter }: ListInput): Promise<Page<StoredEntry>> {
  const entries = entriesOf(db, filter);
  const isFiltered = (filter.userId ?? filter.organisationId ?? filter.kind) !== undefined;
  const total = isFiltered ? countOf(entries) : rowCount("activity");
  const { items, ...counts } = await readPage(db, page, pageOfEntries(db, entries, page), total);
  return { items: items.map(toEntry), ...counts };
}

function pageOfEntries(db: Database, entries: ReturnType<typeof entriesOf>, page: number) {
  const onPage = rowsOn(page, newestFirst(entries.selectAll())).as("activity");
  return newestFirst(db.selectFrom(onPage).selectAll("activity"))
    .leftJoin("organisations", "organisations.id", "activity.organisation_id")
    .select("organisations.name as organisation_name");
}

function newestFirst<Row>(entries: SelectQueryBuilder<DB, "activity", Row>) {
  return entries.orderBy("activity.at", "desc").orderBy("activity.id", "desc");
}

function toEntry(row: InferResult<ReturnType<typeof pageOfEntries>>[number]): StoredEntry {
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
