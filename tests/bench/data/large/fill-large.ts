import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";
import { fillActivityOfBulkChanges, fillBulkChanges } from "./bulk-changes.ts";
import { homeOf, idOf } from "./chance.ts";
import { fillActivity, fillEmails } from "./history.ts";
import { organisationRow, personRow } from "./rows.ts";
import type { LargeSizes } from "./sizes.ts";
import { fillActivityOfTokens, fillSessions, fillTokens } from "./tokens-and-sessions.ts";
import { withoutForeignKeys, withoutIndexes } from "./without-checks.ts";

/**
 * Fills a migrated database with organisations and people who have names like those in English schools, and with
 * their history. The rows are the same each time, apart from times, which end now.
 */
export async function fillLarge(db: Database, sizes: LargeSizes): Promise<void> {
  const tables = [
    "organisations",
    "organisation_users",
    "memberships",
    "activity",
    "emails",
    "person_states",
    "searched_people",
    "bulk_changes",
  ];
  await fillSupportUsers(db, sizes);
  await fillTokens(db, sizes);
  await switchTriggers(db, "disable");
  await withoutForeignKeys(db, tables, async () => {
    await withoutIndexes(db, "organisations", () =>
      // in the order of the list, as imports add them
      fillRows(db, "organisations", sizes.organisations, organisationRow, sql`order by name collate english`),
    );
    await withoutIndexes(db, "organisation_users", () =>
      fillRows(db, "organisation_users", sizes.people, personRow),
    );
    await withoutIndexes(db, "memberships", () => fillMemberships(db, sizes));
    await sql`analyze organisation_users, organisations`.execute(db);
    await fillBulkChanges(db, sizes);
    await Promise.all([
      withoutIndexes(db, "activity", () => fillWholeActivity(db, sizes)),
      withoutIndexes(db, "emails", () => fillEmails(db, sizes)),
    ]);
    await withoutIndexes(db, "person_states", () => fillStates(db));
    await withoutIndexes(db, "searched_people", () => fillSearched(db));
    await fillProblems(db, sizes);
    await fillSuccessors(db, sizes);
    await fillSessions(db, sizes);
  });
  await switchTriggers(db, "enable");
}

async function fillWholeActivity(db: Database, sizes: LargeSizes): Promise<void> {
  await fillActivity(db, sizes);
  await fillActivityOfBulkChanges(db, sizes);
  await fillActivityOfTokens(db);
}

/** The triggers that store what filters and searches read. Storing all at the end is faster. */
async function switchTriggers(db: Database, to: "enable" | "disable"): Promise<void> {
  const triggers = [
    ["organisation_users", "organisation_users_state"],
    ["organisation_users", "organisation_users_to_search"],
    ["memberships", "memberships_state"],
    ["emails", "emails_invite"],
  ] as const;
  for (const [table, trigger] of triggers)
    await sql`alter table ${sql.table(table)} ${sql.raw(to)} trigger ${sql.ref(trigger)}`.execute(db);
}

async function fillStates(db: Database): Promise<void> {
  await sql`analyze emails, memberships`.execute(db);
  await sql`
    insert into person_states
    select states.* from organisation_users, states_of(organisation_users.id) states
    order by states.first_name collate english, states.last_name collate english, states.id
  `.execute(db);
}

const batchSize = 20_000;

async function fillRows(
  db: Database,
  table: string,
  count: number,
  rowOf: (n: number) => object,
  inOrder = sql``,
): Promise<void> {
  for (let first = 1; first <= count; first += batchSize) {
    const size = Math.min(batchSize, count - first + 1);
    const rows = Array.from({ length: size }, (_, index) => rowOf(first + index));
    const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}) ${inOrder}
    `.execute(db);
  }
}

/**
 * Stores what searches read as in a service that has grown since it was migrated: first seven in ten people in the order of the
 * list, as migrating does (db/filling/people.ts), then each of the others as they were added.
 */
async function fillSearched(db: Database): Promise<void> {
  const isLater = sql`people.ctid >= (
    select format('(%s,0)', relpages * 7 / 10)::tid from pg_class where oid = 'organisation_users'::regclass
  )`;
  const people = sql`
    select people.id, people.first_name, people.last_name,
      words_of_person(people.first_name, people.last_name, email), state.last_signed_in_at, invited_at, invitation_failed
    from organisation_users people join person_states state on state.id = people.id and organisation_id is null
  `;
  await sql`analyze organisation_users, person_states`.execute(db); // counts the pages; the next ones read it too
  await sql`
    insert into searched_people ${people} where not ${isLater}
    order by people.first_name collate english, people.last_name collate english, people.id
  `.execute(db);
  await sql`insert into searched_people ${people} where ${isLater} order by people.ctid`.execute(db);
  await sql`analyze searched_people`.execute(db);
}

/** Refused sign-ins of people who have another address than the one that was added. */
async function fillProblems(db: Database, { people }: LargeSizes): Promise<void> {
  await sql`
    insert into refused_sign_ins (dfe_sign_in_id, matched_email, email, reason, given_name, family_name)
    select 'refused-' || id, 'new.' || email, 'new.' || email, 'not_invited', first_name, last_name
    from organisation_users where dfe_sign_in_id is null order by id limit ${people / 500}::integer
  `.execute(db);
}

/** Half of the organisations that have closed were replaced by the next one. */
async function fillSuccessors(db: Database, { organisations }: LargeSizes): Promise<void> {
  await sql`
    insert into organisation_successors (organisation_id, successor_id)
    select ${idOf("organisation", sql`n`)}, ${idOf("organisation", sql`(n + 1)`)}
    from generate_series(3, ${organisations}::integer - 1, 10) n
  `.execute(db);
}

async function fillSupportUsers(db: Database, { supportUsers }: LargeSizes): Promise<void> {
  await sql`
    insert into support_users (id, first_name, last_name, email, dfe_sign_in_id, last_signed_in_at)
    select ${idOf("support user", sql`n`)}, 'Staff', 'Member ' || n, 'staff.' || n || '@education.gov.uk',
      'staff-' || n, now()
    from generate_series(1, ${supportUsers}::integer) n
  `.execute(db);
}

/** One person in 20 has no organisation, 13 have one, and the others have up to four. */
async function fillMemberships(db: Database, sizes: LargeSizes): Promise<void> {
  const number = sql`1 + (${homeOf(sizes)} + other * 7919) % ${sizes.organisations}::integer`;
  await sql`
    insert into memberships (organisation_id, user_id)
    select ${idOf("organisation", sql`(${number})`)}, ${idOf("person", sql`n`)}
    from generate_series(1, ${sizes.people}::bigint) n,
      generate_series(1, ('{0,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,3,4}'::integer[])[1 + n % 20]) other
  `.execute(db);
}
