import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { offsetOf, type Page, pageSize, toPage } from "./paging.ts";

/**
 * The offset of the first page, in the SQL text. For a named statement with a placeholder as its offset, PostgreSQL
 * expects to read a tenth of the table, and so never keeps a plan.
 */
export const start = sql.lit(0);

/** Limits a query to the rows of the page that begins after `offset` rows. */
export function rowsFrom<Schema, Tables extends keyof Schema, Row>(
  offset: number | Expression<number>,
  ordered: SelectQueryBuilder<Schema, Tables, Row>,
): SelectQueryBuilder<Schema, Tables, Row> {
  return ordered.limit(sql.lit(pageSize)).offset(offset);
}

/** Limits a query to the rows of a page. */
export function rowsOn<Schema, Tables extends keyof Schema, Row>(
  page: number,
  ordered: SelectQueryBuilder<Schema, Tables, Row>,
): SelectQueryBuilder<Schema, Tables, Row> {
  return rowsFrom(offsetOf(page), ordered);
}

/** A query that has tables and conditions, but selects no columns yet. */
type Counted = SelectQueryBuilder<DB, keyof DB, object>;

/** Returns SQL for the number of a query's rows, to be selected by another query. */
export function countOf(all: Counted): RawBuilder<number> {
  return sql<number>`(${all.select(sql`count(*)`.as("total"))})`;
}

/** The same, counting no further than `most`. */
export function countUpTo(most: number, all: Counted): RawBuilder<number> {
  const counted = all.select(sql`1`.as("one")).limit(sql.lit(most));
  return sql<number>`(select count(*) from ${counted.as("counted")})`;
}

/**
 * Returns SQL for the number of all rows of a kind. Triggers keep this number in the table `row_counts`, so that
 * reading it is fast however many rows there are.
 */
export function rowCount(
  kind: "people" | "activity" | "organisations" | "open organisations",
): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(total), 0)::bigint from row_counts where counted = ${kind})`;
}

type LongList = {
  ids: RawBuilder<unknown>;
  order: string[];
  total: RawBuilder<number>;
  isNewestFirst?: boolean;
};

/**
 * Returns SQL for the ids on a page of a long list, as an array. They are read from the end of the list that is nearer, so
 * the last page is as fast as the first. A table that has an index in this order is not read.
 *
 * @param list `ids`: a query for the ids of all rows, without an order; `order`: what the list is sorted by; `isNewestFirst`:
 * whether it begins with the last of these
 */
export function idsOnPage(page: number, list: LongList): RawBuilder<string[]> {
  return idsFrom(offsetOf(page), pageSize, list);
}

/** The same for the `size` ids after the first `offset`. */
export function idsFrom<Id = string>(
  offset: number,
  size: number,
  { ids, order, total, isNewestFirst = false }: LongList,
): RawBuilder<Id[]> {
  const [before, most] = [sql.lit(offset), sql.lit(size)];
  const ascending = sql.raw(order.join());
  const descending = sql.raw(order.map((name) => `${name} desc`).join());
  const [forwards, backwards] = isNewestFirst ? [descending, ascending] : [ascending, descending];
  return sql`(
    select case when ${before} <= total / 2
      then array(${ids} order by ${forwards} limit ${most} offset ${before})
      else array(
        ${ids} order by ${backwards}
        limit greatest(0, least(${most}, total - ${before})) offset greatest(0, total - ${before} - ${most})
      )
    end from (select ${total} as total offset 0) counted
  )`;
}

/**
 * Returns a query with one row: the items of a page, and their number on all pages. A page after the last one has no
 * items.
 *
 * @param items the query for the items of the page
 * @param total SQL for the number of items on all pages
 */
export function selectPage<Row>(
  db: Database,
  items: SelectQueryBuilder<DB, keyof DB, Row>,
  total: RawBuilder<number>,
) {
  return db.selectNoFrom([jsonArrayFrom(items).as("items"), total.as("total")]);
}

/** Returns the page that a query of `selectPage` found. */
export function pageFrom<Item>(rows: { items: Item[]; total: number }[], page: number): Page<Item> {
  const { items = [], total = 0 } = rows[0] ?? {};
  return toPage(items, total, page);
}

/** Reads one page of a list with `selectPage`. */
export async function readPage<Row>(
  db: Database,
  page: number,
  items: SelectQueryBuilder<DB, keyof DB, Row>,
  total: RawBuilder<number>,
) {
  return pageFrom(await selectPage(db, items, total).execute(), page);
}
