import { type Expression, type RawBuilder, sql, type SqlBool } from "kysely";
import { pageSize } from "../procedures/paging.ts";

/** A table that can be searched, and the columns by which its list is sorted, besides the id. */
export type Searched = {
  table: "organisations" | "searched_people";
  sortedBy: ["name"] | ["first_name", "last_name"];
};

export type Condition = RawBuilder<SqlBool>;

/** SQL for what a search looks for: rows that contain all words and meet all conditions of `filters`. */
export type Wanted = { words: Expression<string>[]; filters: Condition[] };

/** SQL for the part of the matches that is a page: the number of those before it, and of those to its end. */
export type Place = { offset: Expression<number>; end: Expression<number>; isFirst: boolean };

/** The SQL condition that a row contains each of some words. PostgreSQL does not look it up in an index. */
export function containing(words: Expression<string>[]): Condition {
  return all(words.map((word) => sql`strpos(search_words collate "C", ${word}) > 0`));
}

export function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** SQL for the columns by which a list is sorted. To sort by them, use `keyOf`. */
export function columnsOf({ sortedBy }: Searched): RawBuilder<unknown> {
  return sql.join(sortedBy.map((name) => sql.ref(name)));
}

/** SQL for what a list is sorted by, besides the id. */
export function keyOf({ sortedBy }: Searched): RawBuilder<unknown> {
  return sql.join(sortedBy.map((name) => sql`${sql.ref(name)} collate english`));
}

/** SQL that cuts sorted rows to those of a page. PostgreSQL plans it once only if no limit depends on a value. */
export function cutToPage({ offset, isFirst }: Place): RawBuilder<unknown> {
  const limit = sql`limit ${sql.lit(pageSize)}`;
  return isFirst ? limit : sql`${limit} offset ${offset}`;
}

/**
 * SQL for the first matches in the order of the list, read from the index that has this order.
 *
 * @param from from where in the list
 */
export function matchesInOrder(
  searched: Searched,
  { words, filters }: Wanted,
  most: RawBuilder<unknown>,
  from: Condition = sql`true`,
): RawBuilder<unknown> {
  return sql`
    select id, ${columnsOf(searched)} from ${sql.table(searched.table)}
    where ${from} and ${containing(words)} and ${all(filters)}
    order by ${keyOf(searched)}, id limit ${most}
  `;
}
