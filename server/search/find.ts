import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { compiledOnce } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { offsetOf, pageSize } from "../procedures/paging.ts";
import { pageFrom, selectPage } from "../procedures/read-page.ts";
import { partsToLookUp } from "./look-up.ts";
import { all, columnsOf, type Condition, containing, cutToPage, keyOf, matchesInOrder } from "./matches.ts";
import type { Place, Searched, Wanted } from "./matches.ts";
import { cutOff, type FoundPage, mostFound } from "./page.ts";
import { sampleOf } from "./sample.ts";
import { inSegments, matchesUncut, quoteParts } from "./segments.ts";
import { searchWords } from "./words.ts";

/**
 * Conditions besides the words, on the columns of the table. `leftOut` are rows to count: those with the words that meet it
 * instead; two indexes have these rows, one with their words and one with their trigrams, uncut. `by` decides how a search
 * goes, not what it finds: by the words; by an index that finds the few rows that meet the conditions; or by one that has
 * these rows in the order of the list. The SQL of a search is kept for as long as this object.
 */
export type Filters = { conditions: Condition[]; by: "words" | "conditions" | "order"; leftOut?: Condition };

type Search = { query: string; page: number; filters?: Filters };

const none: Filters = { conditions: [], by: "words" };

/** A list that can be searched, and the query for its rows with some ids, in the order of the list. */
export type SearchedList<Row> = Searched & {
  rows: (db: Database, ids: Expression<string[]>) => SelectQueryBuilder<DB, keyof DB, Row>;
};

/**
 * Returns a page of the rows that contain each word of a query, in the order of the list (specification, section 7,
 * Search). A query without letters and numbers finds nothing.
 */
export async function findPage<Row>(
  db: Database,
  list: SearchedList<Row>,
  search: Search,
): Promise<FoundPage<Row>> {
  return (await findAndCount(db, list, search)).found;
}

/** The same, with the number of rows that the filters leave out, up to `mostFound`. */
export async function findAndCount<Row>(
  db: Database,
  list: SearchedList<Row>,
  { query, page, filters = none }: Search,
): Promise<{ found: FoundPage<Row>; leftOut: number }> {
  const words = searchWords(query);
  if (words.length === 0) return { found: cutOff(pageFrom<Row>([], page)), leftOut: 0 };
  const parts = filters.by === "words" ? partsToLookUp(await sampleOf(db, list.table), words) : [];
  const find = kept(list, filters, { words: words.length, hasParts: parts.length > 0, isFirst: page === 1 });
  const offset = offsetOf(page);
  const rows = await find(db, { words, parts: quoteParts(parts), offset, end: offset + pageSize });
  return { found: cutOff(pageFrom(rows as Found<Row>[], page)), leftOut: rows[0]?.leftOut ?? 0 };
}

type Values = { words: string[]; parts: string[]; offset: number; end: number };

type Found<Row> = { items: Row[]; total: number; leftOut: number };

type Find<Row> = (db: Database, values: Values) => Promise<Found<Row>[]>;

/** What decides about the SQL of a search, besides its filters. */
type Shape = { words: number; hasParts: boolean; isFirst: boolean };

const finds = new WeakMap<Filters, Map<string, Find<unknown>>>();

/** Returns a search, which is compiled once. */
function kept(list: SearchedList<unknown>, filters: Filters, shape: Shape): Find<unknown> {
  const known = finds.get(filters) ?? new Map<string, Find<unknown>>();
  finds.set(filters, known);
  const key = JSON.stringify([list.table, shape]);
  const find = known.get(key) ?? compileSearch(list, filters, shape);
  known.set(key, find);
  return find;
}

function compileSearch<Row>(
  list: SearchedList<Row>,
  { conditions, by, leftOut }: Filters,
  { words, hasParts, isFirst }: Shape,
): Find<Row> {
  return compiledOnce<Values, Found<Row>>((db, values) => {
    const place = { offset: values.offset, end: values.end, isFirst };
    const wanted = {
      words: Array.from({ length: words }, (_, index) => elementOf(values.words, index)),
      filters: conditions,
    };
    const found = hasParts
      ? inSegments(list, wanted, values.parts, place)
      : pageOf(list, by === "conditions" ? matchesOf(list, wanted) : firstMatches(list, wanted), place);
    const total = sql<number>`(select total from found)`;
    const counted = leftOut && { words: wanted.words, filters: [leftOut] };
    const page = selectPage(db, list.rows(db, sql`(select ids from found)`), total).select(
      (counted
        ? countOf(list, counted, hasParts ? { parts: values.parts, total } : undefined)
        : sql.lit(0)
      ).as("leftOut"),
    );
    return sql`with found as materialized (${found}) ${page}`;
  });
}

function elementOf(words: Expression<string[]>, index: number): Expression<string> {
  return sql`(${words}::text[])[${sql.lit(index + 1)}]`;
}

/**
 * SQL for the number of rows that are left out, up to `mostFound`. The words are compared with all of them, which must be in
 * an index with the words; where the search has found few rows, they are looked up.
 */
function countOf(
  searched: Searched,
  wanted: Wanted,
  search?: { parts: Expression<string[]>; total: Expression<number> },
): RawBuilder<number> {
  const count = (matches: RawBuilder<unknown>) =>
    sql<number>`(select count(*)::integer from (${matches} limit ${sql.lit(mostFound)}) matches)`;
  const compared = count(matchesOf(searched, wanted));
  if (search === undefined) return compared;
  const lookedUp = count(matchesUncut(searched, wanted, search.parts));
  return sql`case when ${search.total} > ${sql.lit(mostFound)} then ${compared} else ${lookedUp} end`;
}

/** The SQL condition that a row is one of those found. */
export function isOneOf(ids: Expression<string[]>): Condition {
  return sql`id = any(${ids}::uuid[])`;
}

/** SQL for the ids on a page of matches, and their number up to one more than `mostFound`. */
function pageOf(searched: Searched, matches: RawBuilder<unknown>, place: Place): RawBuilder<unknown> {
  // Sorting a page's rows only is much cheaper than sorting the first 1,000.
  return sql`
    with matches as materialized (${matches})
    select (select count(*)::integer from (select from matches limit ${sql.lit(mostFound + 1)}) counted) as total,
      array(select id from matches order by ${keyOf(searched)}, id ${cutToPage(place)}) as ids
  `;
}

function firstMatches(searched: Searched, wanted: Wanted): RawBuilder<unknown> {
  return matchesInOrder(searched, wanted, sql.lit(mostFound + 1));
}

function matchesOf(searched: Searched, { words, filters }: Wanted): RawBuilder<unknown> {
  return sql`
    select id, ${columnsOf(searched)} from ${sql.table(searched.table)} where ${all(filters)} and ${containing(words)}
  `;
}
