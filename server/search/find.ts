import { type Expression, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { nameQuery } from "../../db/statements/named-query.ts";
import { offsetOf, pageSize, toPage } from "../procedures/paging.ts";
import { type Condition, containing, lookingUp } from "./matches.ts";
import { cutOff, type FoundPage, mostFound } from "./page.ts";
import { choosePlan, type Plan } from "./plan.ts";
import { sampleOf } from "./sample.ts";
import { searchWords } from "./words.ts";

/** A table that can be searched, and the columns by which its list is sorted, besides the id. */
export type Searched = { table: "organisations" | "person_words"; sortedBy: string[] };

/** Conditions besides the words, and about which share of the rows meets them; 0: so few that an index finds them. */
type Filters = { conditions: Condition[]; share: number };

type Search = { query: string; page: number; filters?: Filters };

const none: Filters = { conditions: [], share: 1 };

/**
 * Returns a page of the rows that contain each word of a query, in the order of the list (specification, section 7,
 * Search). A query without letters and numbers finds nothing.
 *
 * @param read reads rows by their ids, in the order of the list
 */
export async function findPage<Row>(
  db: Database,
  searched: Searched,
  { query, page, filters = none }: Search,
  read: (ids: string[]) => Promise<Row[]>,
): Promise<FoundPage<Row>> {
  const words = searchWords(query);
  const { ids, total } =
    words.length === 0
      ? { ids: [], total: 0 }
      : await findIds(
          db,
          searched,
          { words, page, conditions: filters.conditions },
          await planSearch(db, searched, words, page, filters),
        );
  return cutOff(toPage(ids.length > 0 ? await read(ids) : [], total, page));
}

/** The ids on a page of what was found. `total` counts up to one more than `mostFound`. */
type Found = { ids: string[]; total: number };

/**
 * Finds the ids of a page of the rows that contain each word, in the way of a plan.
 *
 * @param wanted `conditions` are those besides the words
 */
export async function findIds(
  db: Database,
  searched: Searched,
  { words, page, conditions }: { words: string[]; page: number; conditions: Condition[] },
  plan: Plan,
): Promise<Found> {
  const has = words.map(containing);
  const offset = offsetOf(page);
  const inOrder = (enough: number) => matchesInOrder(searched, has, conditions, enough);
  if (plan.countInOrder) return readIds(db, searched, inOrder(mostFound + 1), page);
  const lookedUp = [...plan.lookUp.map(lookingUp), ...has, ...conditions];
  if (!plan.pageInOrder) return readIds(db, searched, matchesOf(searched, lookedUp), page);
  return run(
    db,
    sql`
      select (select count(*)::integer from (${matchesOf(searched, lookedUp)} limit ${mostFound + 1}) counted) as total,
        array(select id from (${inOrder(offset + pageSize)}) found offset ${offset}) as ids
    `,
  );
}

/** Runs a search as a named statement: it is planned again only where the words decide how. */
async function run(db: Database, search: RawBuilder<Found>): Promise<Found> {
  const { rows } = await db.executeQuery<Found>(nameQuery(search.compile(db)));
  return rows[0] ?? { ids: [], total: 0 };
}

/** The SQL condition that a row is one of those found. */
export function isOneOf(ids: Expression<string[]>): Condition {
  return sql`id = any(${ids}::uuid[])`;
}

async function planSearch(
  db: Database,
  { table }: Searched,
  words: string[],
  page: number,
  { share }: Filters,
): Promise<Plan> {
  if (share === 0) return { pageInOrder: false, countInOrder: false, lookUp: [] }; // the filters find the few rows
  return choosePlan(await sampleOf(db, table), words, {
    page: (offsetOf(page) + pageSize) / share,
    count: (mostFound + 1) / share,
  });
}

function readIds(
  db: Database,
  searched: Searched,
  matches: RawBuilder<unknown>,
  page: number,
): Promise<Found> {
  // Sorting a page's rows only is much cheaper than sorting the first 1,000.
  return run(
    db,
    sql`
      with matches as materialized (${matches})
      select (select count(*)::integer from (select from matches limit ${mostFound + 1}) counted) as total,
        array(
          select id from matches order by ${orderOf(searched)} limit ${pageSize} offset ${offsetOf(page)}
        ) as ids
    `,
  );
}

/** All matches. `offset 0` keeps PostgreSQL from reading in order after all. */
function matchesOf(searched: Searched, conditions: Condition[]): RawBuilder<unknown> {
  return sql`select ${columnsOf(searched)} from ${sql.table(searched.table)} where ${all(conditions)} offset 0`;
}

/** The first matches in the order of the list. */
function matchesInOrder(
  searched: Searched,
  conditions: Condition[],
  filters: Condition[],
  most: number,
): RawBuilder<unknown> {
  const table = sql.table(searched.table);
  const order = orderOf(searched);
  const found = sql`select ${columnsOf(searched)} from ${table} where ${all(conditions)} order by ${order}`;
  const enough = sql`limit ${most}`;
  if (filters.length === 0) return sql`${found} ${enough}`;
  // The index in order does not have the columns of filters.
  return sql`
    select found.* from (${found}) found,
      lateral (select from ${table} where ${table}.id = found.id and ${all(filters)} offset 0) filtered
    ${enough}
  `;
}

function all(conditions: Condition[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}

function columnsOf({ sortedBy }: Searched): RawBuilder<unknown> {
  return sql.join(["id", ...sortedBy].map((name) => sql.ref(name)));
}

function orderOf({ sortedBy }: Searched): RawBuilder<unknown> {
  return sql.join([...sortedBy.map((name) => sql`${sql.ref(name)} collate english`), sql.ref("id")]);
}
