import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { filters } from "../../people/filters/conditions.ts";
import type { Show } from "../../people/filters/shows.ts";
import { nameOrder } from "../../people/person.ts";
import { containing } from "../../search/matches.ts";
import { fieldErrorsToTrpc } from "../../procedures/field-errors.ts";
import { mostFound } from "../../search/page.ts";
import { searchWords } from "../../search/words.ts";

/** Which users a list of organisation users shows. Without `organisationId`, it is the list of the users of all organisations. */
export type Listed = { organisationId?: string | undefined; query: string; show: Show };

/**
 * Returns the ids of all people in a list, on all its pages, in its order (specification, section 11, Selecting users).
 *
 * @throws {TRPCError} BAD_REQUEST if there are more than 1,000
 */
export async function idsOfListed(db: Database, listed: Listed): Promise<string[]> {
  const ids = await listedAfter(db, listed, undefined, mostFound + 1);
  if (ids.length > mostFound) throw fieldErrorsToTrpc({ all: "Narrow the list to select all users" });
  return ids;
}

/**
 * Returns the ids of people in a list, in its order.
 *
 * @param after the id of the person before the first of these; undefined to begin with the first of all
 * @param most the largest number of ids
 */
export async function listedAfter(
  db: Database,
  listed: Listed,
  after: string | undefined,
  most: number,
): Promise<string[]> {
  const people = peopleOf(listed);
  if (people === undefined) return [];
  const isAfter = sql<boolean>`(${listOrder}) > (select ${nameOrder}, id from organisation_users where id = ${after})`;
  const { rows } = await sql<{ id: string }>`
    ${people} and ${after === undefined ? sql`true` : isAfter} order by ${listOrder} limit ${most}
  `.execute(db);
  return rows.map(({ id }) => id);
}

const listOrder = sql`${nameOrder}, id`;

/**
 * Returns a query for the ids of people, from a table that has an index in the order of the list; undefined if the
 * search finds nobody.
 */
function peopleOf({ organisationId, query, show }: Listed): RawBuilder<unknown> | undefined {
  const words = query === "" ? undefined : searchWords(query);
  if (words?.length === 0) return undefined;
  const hasWords = words && containing(words.map((word) => sql`${word}`));
  const isShown = show === "all" ? sql<boolean>`true` : filters[show].condition;
  if (organisationId !== undefined) {
    const members = sql`select id from person_states where organisation_id = ${organisationId} and ${isShown}`;
    return hasWords ? sql`${members} and id in (select id from searched_people where ${hasWords})` : members;
  }
  if (hasWords) return sql`select id from searched_people where ${hasWords} and ${isShown}`;
  if (show === "all") return sql`select id from organisation_users where true`;
  return sql`select id from person_states where organisation_id is null and ${isShown}`;
}
