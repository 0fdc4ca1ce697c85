import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { type Page, pageSize, toPage } from "./paging.ts";

/** Limits a query to the rows of a page. */
export function rowsOn<Schema, Tables extends keyof Schema, Row>(
  page: number,
  ordered: SelectQueryBuilder<Schema, Tables, Row>,
): SelectQueryBuilder<Schema, Tables, Row> {
  return ordered.limit(pageSize).offset((page - 1) * pageSize);
}

/** A query that selects nothing yet. */
type Counted = SelectQueryBuilder<DB, keyof DB, object>;

/** The number of a query's rows, as a part of another query. */
export function countOf(all: Counted): RawBuilder<number> {
  return sql<number>`(${all.select(sql`count(*)`.as("total"))})`;
}

/** The number of all rows of a kind. The database keeps it, so that this stays fast however many there are. */
export function rowCount(kind: "people" | "people not signed in" | "activity"): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(total), 0)::bigint from row_counts where counted = ${kind})`;
}

/**
 * Reads a page of a list, and the number of items on all pages. It takes a second query only past the last page.
 *
 * @param items the rows of the page
 * @param total the number of items on all pages
 */
export async function readPage<Schema, Tables extends keyof Schema, Row>(
  db: Database,
  page: number,
  items: SelectQueryBuilder<Schema, Tables, Row>,
  total: RawBuilder<number>,
): Promise<Page<Row>> {
  // Kysely cannot infer the type of a generic row with another column.
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
