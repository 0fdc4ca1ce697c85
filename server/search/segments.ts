import { type Expression, type RawBuilder, sql } from "kysely";
import { pageSize } from "../procedures/paging.ts";
import { all, columnsOf, containing, cutToPage, keyOf, matchesInOrder } from "./matches.ts";
import type { Place, Searched, Wanted } from "./matches.ts";
import { mostFound } from "./page.ts";
import { trigramLength } from "./sample.ts";

/**
 * SQL for the ids on a page of matches, and their number up to one more than `mostFound`. It looks words up in one segment
 * of the list after the other (db/search/segments.ts) until it has found enough. The matches of a segment come unsorted.
 * So if the segments before the last one do not fill the page, the last one is read in order, from its start.
 *
 * @param parts an array of what to look up, as `quoteParts` returns it
 */
export function inSegments(
  searched: Searched,
  wanted: Wanted,
  parts: Expression<string[]>,
  place: Place,
): RawBuilder<unknown> {
  const starts = startsOf(searched);
  return sql`
    with matches as materialized (
      ${matchesBySegment(searched, wanted, parts)}
      limit ${sql.lit(mostFound + 1)}
    ), counted as (
      select count(*)::integer as total, max(segment) as last, count(*) > ${sql.lit(mostFound)} as is_cut from matches
    ), whole as materialized (
      select matches.* from matches, counted where not is_cut or segment < last
    ), ending as materialized (
      select last, (${starts})[last] as start,
        case when is_cut then greatest(0, ${place.end}::integer - (select count(*) from whole)) else 0 end as missing
      from counted
    )
    select (select total from counted) as total, array(
      select id from (
        select * from whole where segment <= coalesce(${lastSegment(place)}, (select last from ending))
        union all
        select (select last from ending), rest.* from (${restOf(searched, wanted)}) rest
      ) page
      order by segment, ${keyOf(searched)}, id ${cutToPage(place)}
    ) as ids
  `;
}

/** SQL for the array of the places in a list at which its segments start. */
function startsOf({ table }: Searched): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}_starts`)}()`;
}

/** SQL for the segment of the last row on the page, null if that is not one of `whole`. Only so much has to be sorted. */
function lastSegment({ end, isFirst }: Place): RawBuilder<unknown> {
  const before = isFirst ? sql.lit(pageSize - 1) : sql`${end}::integer - 1`;
  return sql`(select segment from whole order by segment limit 1 offset ${before})`;
}

/** SQL for the matches in one segment after the other, each with the number of its segment. */
function matchesBySegment(
  searched: Searched,
  wanted: Wanted,
  parts: Expression<string[]>,
): RawBuilder<unknown> {
  return sql`
    select segment, rows.* from generate_series(1, cardinality(${startsOf(searched)})) segment,
      lateral (${matchesIn(searched, wanted, parts)}) rows
  `;
}

/** SQL for the matches in a segment. `offset 0` keeps PostgreSQL from reading in order. */
function matchesIn(
  searched: Searched,
  { words, filters }: Wanted,
  parts: Expression<string[]>,
): RawBuilder<unknown> {
  const columns = columnsOf(searched);
  const trigrams = sql`${sql.ref(`${searched.table}_trigrams`)}(${columns}, search_words)`;
  return sql`
    select id, ${columns} from ${sql.table(searched.table)}
    where ${trigrams} @@ ${lookUp(parts, sql`segment`)} and ${containing(words)} and ${all(filters)} offset 0
  `;
}

/** SQL for the matches among rows that have an index of their own, in which all are in segment 0. */
export function matchesUncut(
  { table }: Searched,
  { words, filters }: Wanted,
  parts: Expression<string[]>,
): RawBuilder<unknown> {
  return sql`
    select id from ${sql.table(table)}
    where segment_trigrams(0, search_words) @@ ${lookUp(parts, sql.lit(0))} and ${containing(words)}
      and ${all(filters)}
  `;
}

/** SQL for what PostgreSQL's text search looks up: all parts in a segment. */
function lookUp(parts: Expression<string[]>, segment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select string_agg('''' || chr(256 + ${segment}) || part, ' & ')::tsquery from unnest(${parts}::text[]) part
  )`;
}

/** SQL for the matches from the start of the last segment that the page still lacks, in order. */
function restOf(searched: Searched, wanted: Wanted): RawBuilder<unknown> {
  const parts = ["first", "second"].slice(0, searched.sortedBy.length);
  const start = sql.join(parts.map((part) => sql`(select (start).${sql.ref(part)} from ending)`));
  const isAfter: RawBuilder<boolean> = sql`(${keyOf(searched)}) >= (${start})`;
  return matchesInOrder(searched, wanted, sql`(select missing from ending)`, isAfter);
}

/** Quotes parts of words for PostgreSQL's text search. One shorter than a trigram stands for all that begin with it. */
export function quoteParts(parts: string[]): string[] {
  return parts.map((part) => (Array.from(part).length < trigramLength ? `${part}':*` : `${part}'`));
}
