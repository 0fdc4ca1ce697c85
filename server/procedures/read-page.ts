import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { type Page, pageSize, toPage } from "./paging.ts";

/** The rows of a query, in order, that a page holds. */
export function rowsOn<Schema, Tables extends keyof Schema, Row>(
  page: number,
  ordered: SelectQueryBuilder<Schema, Tables, Row>,
): SelectQueryBuilder<Schema, Tables, Row> {
  return ordered.limit(pageSize).offset((page - 1) * pageSize);
}

/** A query that selects nothing yet. */
type Counted = SelectQueryBuilder<DB, keyof DB, object>;

/** How many rows a query has, as a part of another one. */
export function countOf(all: Counted): RawBuilder<number> {
  return sql<number>`(${all.select(sql`count(*)`.as("total"))})`;
}

/** How many rows of a kind there are in all, which the database keeps count of: as `countOf`, however many they are. */
export function rowCount(kind: "people" | "people not signed in" | "activity"): RawBuilder<number> {
  return sql<number>`(select coalesce(sum(total), 0)::bigint from row_counts where counted = ${kind})`;
}

/**
 * A page of a list and how many there are on all of them: one query, or two where the page is past the end.
 *
 * @param items the page's rows
 * @param total how many are listed
 */
export async function readPage<Schema, Tables extends keyof Schema, Row>(
  db: Database,
  page: number,
  items: SelectQueryBuilder<Schema, Tables, Row>,
  total: RawBuilder<number>,
): Promise<Page<Row>> {
  // Kysely does not see through a row of any type that `total` has been added.
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
