import { type Kysely, type RawBuilder, sql } from "kysely";
import { isTrue } from "./is-true.ts";

/** The order of the lists of people. */
export const inOrder = "first_name collate english, last_name collate english, id";

/** People in one transaction. */
const batchPeople = 1_000;

/** A table with a row for each person, and SQL that stores what people in `present` have in it. */
type Copy = { table: string; store: RawBuilder<unknown> };

export const statesOfPeople: Copy = {
  table: "person_states",
  store: sql`
    insert into person_states select state.* from present cross join lateral states_of(present.id) state order by place
    on conflict do nothing
  `,
};

/**
 * Locks the states too, because a change of an invitation does not lock the person. People whose state is being changed are
 * left for the next time.
 */
export const searchedPeople: Copy = {
  table: "searched_people",
  store: sql`
    insert into searched_people
    select id, first_name, last_name, words_of_person(first_name, last_name, email),
      last_signed_in_at, invited_at, invitation_failed
    from (
      select place, state.*, email from present join person_states state using (id)
      where organisation_id is null order by place for no key update of state skip locked
    ) state
    order by place
    on conflict (id) do nothing
  `,
};

type Person = { first_name: string; last_name: string; id: string };

/**
 * Stores what a copy has of all people but those that others have locked. Returns whether there are some left. In the
 * order of the list, so that people who are next to each other there are on one page of the table.
 */
export async function fillPeople(db: Kysely<unknown>, copy: Copy): Promise<boolean> {
  for (let last: Person | undefined = await fillPeopleAfter(db, copy); last;)
    last = await fillPeopleAfter(db, copy, last);
  const { table } = copy;
  return isTrue(
    db,
    sql`exists (
      select from organisation_users person
      where not exists (select from ${sql.table(table)} copied where copied.id = person.id)
    )`,
  );
}

/** Returns the last of them; undefined if there are none. */
async function fillPeopleAfter(
  db: Kysely<unknown>,
  { table, store }: Copy,
  last?: Person,
): Promise<Person | undefined> {
  const key = sql.raw(inOrder);
  const isAfter = last
    ? sql`(${key}) > (${last.first_name}, ${last.last_name}, ${last.id}::uuid)`
    : sql`true`;
  const { rows } = await sql<Person>`
    with batch as materialized (
      select id, first_name, last_name, row_number() over (order by ${key}) as place
      from organisation_users where ${isAfter} order by ${key} limit ${batchPeople}
    ), present as materialized (
      select place, person.id, person.first_name, person.last_name, person.email
      from batch join organisation_users person using (id)
      where not exists (select from ${sql.table(table)} copied where copied.id = person.id)
      for key share of person skip locked
    ), stored as (
      ${store}
    )
    select first_name, last_name, id from batch
    order by first_name collate english desc, last_name collate english desc, id desc limit 1
  `.execute(db);
  return rows[0];
}
