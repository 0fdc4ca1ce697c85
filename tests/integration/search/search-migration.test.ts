import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { migrate, migrations } from "../../../db/migrate.ts";
import { createEmail } from "../../records/emails.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../records/people.ts";
import { readWrongStates, settle } from "../filters/scene.ts";
import { test as base } from "../../fixtures/empty-database.ts";

/** vitest's `test` with a database as the first release left it. */
const test = base.extend("old", async ({ empty }) => {
  const migrator = new Migrator({ db: empty, provider: migrations });
  expect(await migrator.migrateTo("0006-activity")).not.toHaveProperty("error");
  return empty;
});

async function wordsOf(db: Database, table: "organisations" | "searched_people") {
  const rows = await db.selectFrom(table).select("search_words").execute();
  return rows.map(({ search_words }) => search_words);
}

test("migrating makes what is there searchable, and keeps the activity log", async ({ emptyUrl, old }) => {
  await sql`insert into organisations (name, type, urn, town) values ('École St. Mary’s', 'School', '1', 'Ely')`.execute(
    old,
  );
  await sql`
    insert into organisation_users (first_name, last_name, email) values ('Jean-Luc', 'Smith', 'jl.smith@example.com')
  `.execute(old);
  await sql`insert into activity (actor_kind, action, subject_kind) values ('system', 'added', 'support_user')`.execute(
    old,
  );

  await migrate(emptyUrl);

  expect(await wordsOf(old, "organisations")).toEqual(["ecole saint st marys ely #1 "]);
  expect(await wordsOf(old, "searched_people")).toEqual(["jeanluc smith jlsmithexamplecom "]);
  expect(await old.selectFrom("activity").select("action").execute()).toHaveLength(1);
});

test("migrating stores the latest invitation of those who are there", async ({ emptyUrl, old }) => {
  await sql`
    with school as (insert into organisations (name, type, urn) values ('Ely', 'School', '1') returning id),
      person as (
        insert into organisation_users (first_name, last_name, email) values ('Megan', 'Price', 'm@example.com')
        returning id
      ),
      staff as (
        insert into support_users (first_name, last_name, email) values ('Tom', 'Whitfield', 'tom@education.gov.uk')
        returning id
      ),
      membership as (insert into memberships (organisation_id, user_id) select school.id, person.id from school, person)
    insert into emails (kind, recipient, organisation_user_id, support_user_id, status, error, failed_at)
    select 'organisation_user_added'::email_kind, 'm@example.com', person.id, null::uuid, 'failed'::email_status, '400', now()
    from person
    union all
    select 'support_user_added', 'tom@education.gov.uk', null, staff.id, 'failed', '400', now() from staff
  `.execute(old);

  await migrate(emptyUrl);

  expect(await readWrongStates(old)).toEqual([]);
  const ofMegan = old.selectFrom("person_states").select(["first_name", "invitation_failed"]);
  const megans = { first_name: "Megan", invitation_failed: true };
  expect(await ofMegan.execute()).toEqual([megans, megans]);
  expect(await old.selectFrom("support_users").select("invitation_failed").execute()).toEqual([
    { invitation_failed: true },
  ]);
});

test("the words of people are in one table, filled or not, and the release before finds what it fills", async ({
  emptyUrl,
  empty,
}) => {
  const migrator = new Migrator({ db: empty, provider: migrations });
  expect(await migrator.migrateTo("0045-sorting-as-the-owner")).not.toHaveProperty("error");
  await createOrganisationUser(empty, megan);
  await createOrganisationUser(empty, eric);
  const stored = await empty.selectFrom("searched_people").selectAll().orderBy("id").execute();
  await sql`delete from searched_people where first_name = 'Megan'`.execute(empty);
  await sql`delete from person_words where first_name = 'Megan'`.execute(empty);

  await migrate(emptyUrl);

  const filled = await empty.selectFrom("searched_people").selectAll().orderBy("id").execute();
  expect(filled).toEqual(stored);
  expect(await readWrongStates(empty)).toEqual([]);
  await createOrganisationUser(empty, { ...eric, email: "eric.white@example.com" });
  expect((await sql`table person_words`.execute(empty)).rows).toEqual([]);
  const { rows } = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where indrelid = 'person_words'::regclass and indisvalid and not indisprimary
  `.execute(empty);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(["person_words_in_order", "person_words_trigrams"]);
});

test("migrating again goes on where it was interrupted, and leaves rows that others lock", async ({
  emptyUrl,
  old,
}) => {
  await migrate(emptyUrl);
  await sql`alter table organisations disable trigger organisations_fold`.execute(old);
  const waiting = await createOrganisation(old, "Ashgrove");
  await createOrganisation(old, "Brookfield");
  await sql`alter table organisations enable trigger organisations_fold`.execute(old);
  await sql`update pg_index set indisvalid = false where indexrelid = 'organisations_trigrams'::regclass`.execute(
    old,
  );
  let migrated: Promise<void> | undefined;

  await old.transaction().execute(async (trx) => {
    await trx.selectFrom("organisations").where("id", "=", waiting.id).forUpdate().execute();
    migrated = migrate(emptyUrl);
    await expect
      .poll(() => wordsOf(old, "organisations"), { timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/^brookfield /));
    expect(await wordsOf(old, "organisations")).toContain(null);
  });
  await migrated;

  expect(await wordsOf(old, "organisations")).toEqual([
    expect.stringMatching(/^brookfield /),
    expect.stringMatching(/^ashgrove /),
  ]);
  const { rows } =
    await sql`select from pg_index where indisvalid and indexrelid = 'organisations_trigrams'::regclass`.execute(
      old,
    );
  expect(rows).toHaveLength(1);
});

test("triggers store the words of what any release writes", async ({ db }) => {
  await createOrganisation(db, "St. Mary’s, Stoke-on-Trent");
  await createOrganisationUser(db, megan);

  await db.updateTable("organisations").set({ name: "Calder" }).execute();
  await db.updateTable("organisation_users").set({ first_name: "Meg", last_name: "Pryce" }).execute();

  expect(await wordsOf(db, "organisations")).toEqual([expect.stringMatching(/^calder /)]);
  expect(await wordsOf(db, "searched_people")).toEqual(["meg pryce meganpriceexamplecom "]);
});

test("people whose invitation or name is changing are stored once that has ended, as it left them", async ({
  emptyUrl,
  old,
}) => {
  await migrate(emptyUrl);
  const megans = await createOrganisationUser(old, megan);
  await createOrganisationUser(old, eric);
  const luke = await createOrganisationUser(old, { ...eric, firstName: "Luke", email: "luke@example.com" });
  const email = await createEmail(old, "organisation_user_added", { organisationUser: megans });
  await sql`delete from searched_people`.execute(old);
  await sql`drop index searched_people_failed`.execute(old);
  let migrated: Promise<void> | undefined;

  await old.transaction().execute(async (trx) => {
    await settle(trx, email, "failed");
    await trx
      .updateTable("organisation_users")
      .set({ last_name: "White" })
      .where("id", "=", luke.id)
      .execute();
    migrated = migrate(emptyUrl);
    await expect
      .poll(() => wordsOf(old, "searched_people"), { timeout: 10_000 })
      .toEqual([expect.stringMatching(/^eric /)]);
  });
  await migrated;

  expect(await readWrongStates(old)).toEqual([]);
  expect(await wordsOf(old, "searched_people")).toContainEqual(expect.stringMatching(/^luke white /));
});
