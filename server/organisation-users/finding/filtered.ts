import { type Expression, type RawBuilder, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { nameOrder } from "../../people/person.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { filters, mapFilters } from "../../people/filters/conditions.ts";
import type { Filter } from "../../people/filters/shows.ts";
import { offsetOf, pageSize } from "../../procedures/paging.ts";
import { start } from "../../procedures/read-page.ts";
import { mostFound } from "../../search/page.ts";

/** Ids of people in the order of the list. `total` counts all people that a filter finds, up to one more than `mostFound`. */
type Filtered = { ids: string[]; total: number };

/** The number of people before a page: an SQL expression that PostgreSQL plans once for all pages, or for the first. */
type Offset = Expression<number>;

/** Returns a page of the organisation users that a filter finds, in the order of the list. */
export async function filterPeople(db: Database, filter: Filter, page: number): Promise<Filtered> {
  const offset = Math.min(offsetOf(page), mostFound);
  const [found] = await (page === 1 ? firstPages[filter](db, {}) : laterPages[filter](db, { offset }));
  return found ?? { ids: [], total: 0 };
}

// Planning takes longer than finding, so both are named statements.
const firstPages = mapFilters((filter) => compiledOnce(() => pageOf(filter, start)));
const laterPages = mapFilters((filter) =>
  compiledOnce((_db, { offset }: Placeholders<{ offset: number }>) => pageOf(filter, offset)),
);

function pageOf(filter: Filter, offset: Offset): RawBuilder<Filtered> {
  return filters[filter].time === undefined ? listed(filter, offset) : listedOrSorted(filter, offset);
}

/** For a filter with an index in the order of the list that has nobody else. */
function listed(filter: Filter, offset: Offset): RawBuilder<Filtered> {
  return sql`select ${countOf(filter)} as total, ${idsInOrder(peopleShownBy(filter), offset)} as ids`;
}

/**
 * For a filter by time. People who are few among all are found by an index by that time; many are found sooner by an
 * index in the order of the list, which also has others.
 */
function listedOrSorted(filter: Filter, offset: Offset): RawBuilder<Filtered> {
  const byTime = sql`order by ${sql.ref(filters[filter].time ?? "")} limit ${sql.lit(mostFound)}`;
  return sql`
    select total, case
      when total > ${sql.lit(mostFound)} then ${idsInOrder(peopleShownBy(filter), offset)}
      else ${idsInOrder(sql`${peopleShownBy(filter)} ${byTime}`, offset)}
    end as ids
    from (select ${countOf(filter)} as total offset 0) counted
  `;
}

function peopleShownBy(filter: Filter): RawBuilder<unknown> {
  return sql`
    select id, first_name, last_name from person_states where organisation_id is null and ${filters[filter].condition}
  `;
}

function idsInOrder(people: RawBuilder<unknown>, offset: Offset): RawBuilder<string[]> {
  return sql`array(
    select id from (${people}) people order by ${nameOrder}, id limit ${sql.lit(pageSize)} offset ${offset}
  )`;
}

/** SQL for the number of people that a filter finds, up to `most`. */
export function countOf(filter: Filter, most: number = mostFound + 1): RawBuilder<number> {
  const { condition, time } = filters[filter];
  const byTime = time === undefined ? sql`` : sql`order by ${sql.ref(time)}`;
  return sql`(
    select count(*)::integer from (
      select from person_states where organisation_id is null and ${condition} ${byTime} limit ${sql.lit(most)}
    ) found
  )`;
}
