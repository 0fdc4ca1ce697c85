import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { DB } from "../../db/types.ts";
import { notFound } from "../refusals.ts";

/**
 * An SQL expression for the id of the person that an id stands for: if the record was merged into another person, that
 * person's id, else the id itself (specification, section 6, Two records of one person).
 */
export function currentIdOf(id: string | Expression<string>): RawBuilder<string> {
  return sql<string>`coalesce(
    (select coalesce(support_user_id, organisation_user_id) from merged_people where id = ${id}::uuid), ${id}::uuid
  )`;
}

/**
 * An SQL expression for an array of all ids that stand for the same person as an id: the person's own, and those of the
 * records merged into the person.
 */
export function allIdsOf(id: string | Expression<string>): RawBuilder<string[]> {
  const person = currentIdOf(id);
  return sql<string[]>`array(
    select ${person} union all
    select id from merged_people where support_user_id = ${person} or organisation_user_id = ${person}
  )`;
}

/**
 * Runs a query by `currentIdOf` that locks a user. If the record was merged while the query waited for its lock, runs it
 * again, which then finds the person.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function findCurrent<Table extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Table, Row>,
): Promise<Row> {
  return (await query.executeTakeFirst()) ?? (await query.executeTakeFirstOrThrow(notFound));
}
