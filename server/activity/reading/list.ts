import { type InferResult, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { allIdsOf, currentIdOf } from "../../people/merged.ts";
import { countsFrom } from "../../people/person.ts";
import { offsetOf, pageSize } from "../../procedures/paging.ts";
import { idsOnPage, pageFrom, selectPage } from "../../procedures/read-page.ts";
import { cutOff, type FoundPage, mostFound } from "../../search/page.ts";
import type { ActivityEntry, Filter, ListInput } from "../schema.ts";
import { rowsByIds, rowsOf, toEntry } from "./entries.ts";
import { findMatches, newestFirst, newestMatches } from "./matching.ts";

/** Whether the log is narrowed at all. */
export function isNarrowed(filter: Filter): boolean {
  return Object.values<string | undefined>(filter).some((value) => value !== undefined);
}

/**
 * Returns a page of the activity log, newest entries first; of the log narrowed by a filter, the newest 1,000 entries
 * (specification, section 8).
 */
export async function listActivity(
  db: Database,
  { page, sinceAdded, ...filter }: ListInput,
): Promise<FoundPage<ActivityEntry>> {
  const { items, ...counts } = isNarrowed(filter)
    ? cutOff(pageFrom(await readMatches(db, page, sinceAdded, filter), page))
    : { ...pageFrom(await readAll(db, page), page), isMore: false };
  return { items: items.map(toEntry), ...counts };
}

/** Reads a page of the whole log. The first one is compiled once. */
function readAll(db: Database, page: number) {
  return page === 1 ? firstOfAll(db, {}) : laterOfAll(db, page).execute();
}

/** The ids are read first, from an index only, because a page can be far from the first. */
const allIds = sql`select id from activity where bulk_change_id is null`;

const firstOfAll = compiledOnce((db) => {
  const onPage = sql`${allIds} ${newestFirst} limit ${sql.lit(pageSize)}`;
  return selectPage(db, rowsOf(db, onPage), unfoldedCount);
});

function laterOfAll(db: Database, page: number) {
  const onPage = idsOnPage(page, {
    ids: allIds,
    order: ["at", "id"],
    isNewestFirst: true,
    total: unfoldedCount,
  });
  return selectPage(db, rowsOf(db, sql`select unnest(${onPage})`), unfoldedCount);
}

const unfoldedCount = sql<number>`(
  select coalesce(sum(case counted when 'activity' then total else -total end), 0)::bigint
  from row_counts where counted in ('activity', 'activity of bulk changes')
)`;

/** Reads a page of the log narrowed by a filter. The one on a user's page is compiled once. */
async function readMatches(db: Database, page: number, sinceAdded: boolean, filter: Filter) {
  const { userId, ...others } = filter;
  if (userId !== undefined && sinceAdded && page === 1 && !isNarrowed(others))
    return firstOfUser(db, { userId });
  const part = { offset: offsetOf(page), size: pageSize, most: mostFound + 1 };
  const { ids, total } = await findMatches(db, { ...filter, sinceAdded }, part);
  return [{ items: await rowsByIds(db, { ids }), total }];
}

const firstOfUser = compiledOnce((db, { userId }: Placeholders<{ userId: string }>) => {
  const wanted = {
    person: sql`unnest(${allIdsOf(userId)})`,
    since: countsFrom(currentIdOf(userId)),
  };
  const onPage = sql`select id from matches ${newestFirst} limit ${sql.lit(pageSize)}`;
  const page = selectPage(db, rowsOf(db, onPage), sql<number>`(select count(*) from matches)`);
  const matches = newestMatches(wanted, mostFound + 1);
  return sql<InferResult<typeof page>[number]>`with matches as materialized (${matches}) ${page}`;
});
