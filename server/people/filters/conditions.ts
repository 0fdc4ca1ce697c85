import { sql } from "kysely";
import type { Condition } from "../../search/matches.ts";
import { type Filter, type Show, shows } from "./shows.ts";

type Filtering = {
  /** An SQL condition on the columns of `person_states`, which `support_users` has too. */
  condition: Condition;
  /** The column that has to be before some time, if the filter depends on the time. */
  time?: "invited_at" | "last_signed_in_at";
};

/** What each filter looks for among people (specification, section 14). */
export const filters: Record<Filter, Filtering> = {
  not_signed_in: { condition: sql`last_signed_in_at is null` },
  invitation_failed: { condition: sql`invitation_failed` },
  invited_over_7_days_ago: {
    condition: sql`last_signed_in_at is null and invited_at < now() - interval '7 days'`,
    time: "invited_at",
  },
  signed_in_over_90_days_ago: {
    condition: sql`last_signed_in_at < now() - interval '90 days'`,
    time: "last_signed_in_at",
  },
};

/** Calls a function for each value of `show`, with the filter's condition; without one for all people. */
export function mapShows<Result>(make: (condition?: Condition) => Result): Record<Show, Result> {
  const made = shows.map((show) => [show, make(show === "all" ? undefined : filters[show].condition)]);
  return Object.fromEntries(made) as Record<Show, Result>;
}

/** Calls a function for each filter. */
export function mapFilters<Result>(make: (filter: Filter) => Result): Record<Filter, Result> {
  const made = Object.keys(filters).map((filter) => [filter, make(filter as Filter)]);
  return Object.fromEntries(made) as Record<Filter, Result>;
}
