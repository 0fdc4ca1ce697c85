import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { filters, mapFilters } from "../../people/filters/conditions.ts";
import type { Filter, Show } from "../../people/filters/shows.ts";
import type { Filters } from "../../search/find.ts";
import { kept } from "../../search/kept.ts";
import { countOf } from "./filtered.ts";

/** Returns what a search for words does to show only the users that a filter shows; undefined for all. */
export async function filtersOf(db: Database, show: Show): Promise<Filters | undefined> {
  if (show === "all") return undefined;
  const ways = show === "invitation_failed" ? failed : byState[show];
  return (await countFiltered(db, show)) > ways.most ? ways.many : ways.few;
}

/** The largest number of people who are few, and how to search among few and among many. Measured among 1,000,000. */
type Ways = { most: number; few: Filters; many: Filters };

const byState = mapFilters((filter): Ways => {
  const { condition } = filters[filter];
  const isListed = sql<
    string[]
  >`array(select id from person_states where organisation_id is null and ${condition})`;
  return {
    most: 10_000,
    few: { conditions: [sql`id = any(${isListed})`], by: "conditions" },
    many: { conditions: [condition], by: "words" },
  };
});

/** They have an index in the order of the list. */
const failed: Ways = {
  most: 40_000,
  few: { conditions: [filters.invitation_failed.condition], by: "order" },
  many: byState.invitation_failed.many,
};

/** Counts the people that a filter finds, no further than is of interest. */
const countFiltered = kept(async (db, filter: Filter) => {
  const most = Math.max(byState[filter].most, failed.most) + 1;
  const { rows } = await sql<{ total: number }>`select ${countOf(filter, most)} as total`.execute(db);
  return rows[0]?.total ?? 0;
});
