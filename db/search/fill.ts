import { setTimeout as delay } from "node:timers/promises";
import { type Kysely, type RawBuilder, sql } from "kysely";

type Searched = {
  table: string;
  /** Fills all rows but those that others have locked. Returns whether there are rows left. */
  fill?: (db: Kysely<unknown>) => Promise<boolean>;
  indexes: Record<string, string>;
};

const inOrder = "first_name collate english, last_name collate english, id";
const nameKey = `(fold_without_spaces(first_name || last_name) collate "C")`;
const mailbox = `(split_part(email, '@', 1) collate "C")`;
// Not by the last sign-in: then each sign-in would write to all indexes of the table.
const neverLinked = "where dfe_sign_in_id is null";

/**
 * The tables for finding organisations and people, and the indexes that searches and filters use. The index of trigrams
 * takes new entries at once, because a search would look through those that wait once for each segment. Those on
 * `organisation_users` find people who are like somebody who was refused (server/sign-in-problems/candidates).
 */
const searched: Searched[] = [
  {
    table: "organisations",
    fill: fillOrganisations,
    indexes: {
      organisations_trigrams:
        "using gin (organisations_trigrams(name, search_words)) with (fastupdate = off)",
      organisations_words_in_order: "(name collate english, id) include (search_words)",
    },
  },
  {
    table: "person_words",
    fill: (db) => fillPeople(db, wordsOfPeople),
    indexes: {
      person_words_trigrams:
        "using gin (person_words_trigrams(first_name, last_name, search_words)) with (fastupdate = off)",
      person_words_in_order: `(${inOrder}) include (search_words)`,
    },
  },
  {
    table: "person_states",
    fill: (db) => fillPeople(db, statesOfPeople),
    indexes: {
      person_states_not_signed_in: `(${inOrder}) include (invited_at) where organisation_id is null and last_signed_in_at is null`,
      person_states_signed_in: `(${inOrder}) include (last_signed_in_at) where organisation_id is null and last_signed_in_at is not null`,
      person_states_failed: `(${inOrder}) where organisation_id is null and invitation_failed`,
      person_states_invited_at: "(invited_at) where organisation_id is null and last_signed_in_at is null",
      person_states_last_signed_in_at:
        "(last_signed_in_at) where organisation_id is null and last_signed_in_at is not null",
      person_states_members: `(organisation_id, ${inOrder})
        include (last_signed_in_at, invited_at, invitation_failed) where organisation_id is not null`,
    },
  },
  {
    table: "organisation_users",
    indexes: {
      organisation_users_name_key: `(${nameKey}, ${mailbox}) ${neverLinked}`,
      organisation_users_mailbox: `(${mailbox}, ${nameKey}) ${neverLinked}`,
      organisation_users_likeness_key: `((likeness_key(first_name, last_name) collate "C"), ${nameKey}) ${neverLinked}`,
    },
  },
];

/** Pages of the table, of about 30 rows each, in one transaction. Changes to these rows wait until it ends. */
const batchPages = 32;
/** People in one transaction. */
const batchPeople = 1_000;
/** Milliseconds between two attempts to get the lock or the rows that others have locked. */
const pause = 500;
const lock = sql`hashtext('fill search_words')`;

/**
 * Stores what searches and filters read of the rows that were there before the migrations, then makes the indexes. Both give
 * way: rows are filled in small transactions, and the indexes are made while others write. If it is interrupted, the
 * next call goes on. Where all of it is done, it reads one row and writes nothing.
 *
 * @param db must have one connection only, because it holds a lock for the session
 */
export async function fillSearch(db: Kysely<unknown>): Promise<void> {
  if (await isFilled(db)) return;
  // Not `pg_advisory_lock`: making an index waits for all queries that have begun, also for one that waits for the lock.
  while (!(await isTrue(db, sql`pg_try_advisory_lock(${lock})`))) await delay(pause);
  await sql`set lock_timeout = 0`.execute(db);
  for (const one of searched) await fillTable(db, one);
  await sql`select pg_advisory_unlock(${lock})`.execute(db);
}

async function isFilled(db: Kysely<unknown>): Promise<boolean> {
  const names = searched.flatMap(({ indexes }) => Object.keys(indexes));
  return isTrue(
    db,
    sql`(select count(*) = ${names.length}::integer from unnest(${names}::text[]) name join pg_index on indexrelid = to_regclass(name)
      where indisvalid)`,
  );
}

async function isTrue(db: Kysely<unknown>, condition: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select ${condition} as is`.execute(db);
  return rows[0]?.is === true;
}

async function fillTable(db: Kysely<unknown>, { table, fill, indexes }: Searched): Promise<void> {
  while (await fill?.(db)) await delay(pause);
  if (fill) await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
  for (const [name, definition] of Object.entries(indexes)) {
    if (
      await isTrue(
        db,
        sql`exists (select from pg_index where indexrelid = to_regclass(${name}) and indisvalid)`,
      )
    )
      continue;
    await sql`drop index if exists ${sql.ref(name)}`.execute(db); // what an interrupted attempt left behind
    await sql`create index concurrently ${sql.ref(name)} on ${sql.table(table)} ${sql.raw(definition)}`.execute(
      db,
    );
  }
  if (!fill) await sql`analyze ${sql.table(table)}`.execute(db); // what the expressions of the indexes give
}

async function fillOrganisations(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ pages: number }>`
    select (pg_relation_size('organisations') / current_setting('block_size')::integer)::integer as pages
  `.execute(db);
  const [{ pages } = { pages: 0 }] = rows;
  for (let page = 0; page < pages; page += batchPages) {
    await sql`
      with batch as materialized (
        select id from organisations
        where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + batchPages},0)`}::tid and search_words is null
        for update skip locked
      )
      update organisations set search_words = '' where id in (select id from batch) -- a trigger writes the words
    `.execute(db);
  }
  return isTrue(db, sql`exists (select from organisations where search_words is null)`);
}

/** A table with a row for each person, and SQL that stores what people in `present` have in it. */
type Copy = { table: string; store: RawBuilder<unknown> };

const wordsOfPeople: Copy = {
  table: "person_words",
  store: sql`
    insert into person_words
    select id, first_name, last_name, words_of_person(first_name, last_name, email) from present order by place
    on conflict (id) do nothing -- a trigger has stored newer words
  `,
};

const statesOfPeople: Copy = {
  table: "person_states",
  store: sql`
    insert into person_states select state.* from present cross join lateral states_of(present.id) state order by place
    on conflict do nothing
  `,
};

type Person = { first_name: string; last_name: string; id: string };

/** In the order of the list, so that people who are next to each other there are on one page of the table. */
async function fillPeople(db: Kysely<unknown>, copy: Copy): Promise<boolean> {
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
