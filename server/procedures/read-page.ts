import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { offsetOf, type Page, pageSize, toPage } from "./paging.ts";

/** Limits a query to the rows of a page. */
export function rowsOn<Schema, Tables extends keyof Schema, Row>(
  page: number,
  ordered: SelectQueryBuilder<Schema, Tables, Row>,
): SelectQueryBuilder<Schema, Tables, Row> {
  return ordered.limit(pageSize).offset(offsetOf(page));
}

/** A query that has tables and conditions, but selects no columns yet. */
type Counted = SelectQueryBuilder<DB, keyof DB, object>;

/** Returns SQL for the number of a query's rows, to be selected by another query. */
export function countOf(all: Counted): RawBuilder<number> {
  return sql<number>`(${all.select(sql`count(*)`.as("total"))})`;
}

/**
 * Returns SQL for the number of all rows of a kind. Triggers keep this number in the table `row_counts`, so that
 * reading it is fast however many rows there are.
 */
export function rowCount(kind: "people" | "people not signed in" | "activity"): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(total), 0)::bigint from row_counts where counted = ${kind})`;
}

/**
 * Reads one page of a list, and the number of items on all pages, in one query. Only a page after the last one takes a
 * second query, because it has no row that could contain the total.
 *
 * @param items the query for the rows of the page
 * @param total SQL for the number of items on all pages
 */
export async function readPage<Schema, Tables extends keyof Schema, Row>(
  db: Database,
  page: number,
  items: SelectQueryBuilder<Schema, Tables, Row>,
  total: RawBuilder<number>,
): Promise<Page<Row>> {
  // Kysely cannot infer the row's type when a column is added to a generic row.
  const rows = (await items.select(total.as("total")).execute()) as (Row & { total: number })[];
  return toPage(
    rows.map(({ total, ...row }) => row as Row),
    rows[0]?.total ?? (page === 1 ? 0 : await readTotal(db, total)),
    page,
  );
}

async function readTotal(db: Database, total: RawBuilder<number>): Promise<number> {
  return (await db.selectNoFrom(total.as("total")).executeTakeFirstOrThrow()).total;
}
