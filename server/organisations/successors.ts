import { type Expression, type RawBuilder, sql } from "kysely";
import type { Successor } from "./schema.ts";

/**
 * An SQL expression for what replaced a closed organisation: its successors, and of a chain of successors that have closed
 * too the last open ones, by name (specification, section 13, Text). A chain that goes in a circle ends where it began. An
 * open organisation has none.
 *
 * @param id the organisation's id
 * @param isClosed whether it has closed; no link of an open organisation is read
 */
export function successorsOf(id: Expression<string>, isClosed: Expression<boolean>): RawBuilder<Successor[]> {
  return sql<Successor[]>`case when ${isClosed} then (
    with recursive reached (id) as (
      select successor_id from organisation_successors where organisation_id = ${id}
      union
      select next.successor_id
      from reached
      join organisations place on place.id = reached.id and place.is_closed
      join organisation_successors next on next.organisation_id = place.id
    ), described as (
      select place.id, name, is_closed, exists (
        select from organisation_successors where organisation_id = ${id} and successor_id = place.id
      ) as is_direct, not exists (
        select from memberships where organisation_id = ${id} and not exists (
          select from memberships other where other.organisation_id = place.id and other.user_id = memberships.user_id
        )
      ) as has_all_users
      from reached join organisations place on place.id = reached.id and place.id <> ${id}
    )
    select coalesce(json_agg(
      json_build_object('id', id, 'name', name, 'isClosed', is_closed, 'isDirect', is_direct,
        'hasAllUsers', has_all_users)
      order by name collate english, id
    ), '[]') from described where is_direct or not is_closed
  ) else '[]' end`;
}
