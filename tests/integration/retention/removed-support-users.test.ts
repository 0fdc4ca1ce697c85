import { sql } from "kysely";
import { expect } from "vitest";
import { scheduledJobs } from "../../../jobs/schedule.ts";
import { forgetRemovedSupportUsers } from "../../../server/support-users/forget.ts";
import { test, withVariables } from "../../fixtures/resources.ts";
import { readActivity } from "../../readings/traces.ts";
import { createSupportUser, priya, tom } from "../../records/people.ts";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("a support user is deleted after the retention period, with their name wherever it is", async ({
  resources,
  db,
}) => {
  const { id } = await createSupportUser(db, tom, { removedAt: daysAgo(31) });
  const merged = await createSupportUser(
    db,
    { ...tom, email: "t.whitfield@education.gov.uk" },
    { removedAt: daysAgo(400) },
  );
  await createSupportUser(db, priya);
  await db.insertInto("merged_people").values({ id: merged.id, support_user_id: id }).execute();
  await sql`
    insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, subject_email, changes)
    select 'support_user', id, 'Tom Whitfield', 'edited', 'support_user', id, 'Tom Whitfield', 'tom@education.gov.uk', '{}'
    from unnest(${[id, merged.id]}::uuid[]) id
  `.execute(db);
  await sql`
    insert into activity (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, bulk_change_id)
    values ('support_user', ${id}, 'Tom Whitfield', 'added', 'organisation_user', gen_random_uuid(), 'Megan Price', gen_random_uuid())
  `.execute(db);
  await sql`
    insert into emails (kind, recipient, support_user_id) values ('support_user_removed', 'tom@education.gov.uk', ${id})
  `.execute(db);
  await sql`insert into api_tokens (name, hash, made_by) values ('Nightly', '\\x00', ${id})`.execute(db);
  await sql`
    insert into bulk_changes (id, kind, started_at, started_by_kind, started_by_id, started_by_name)
    values (gen_random_uuid(), 'add', now(), 'support_user', ${id}, 'Tom Whitfield')
  `.execute(db);

  expect(await forgetRemovedSupportUsers(db, 32)).toBe(0);
  const job = scheduledJobs.find(({ name }) => name === "forget-removed-support-users");
  await job?.run(withVariables(resources, { PERSONAL_DATA_RETENTION_DAYS: "30" }));

  expect(await db.selectFrom("support_users").select("email").execute()).toEqual([{ email: priya.email }]);
  const blank = { name: null, subject: null, address: null };
  expect(await readActivity(db)).toMatchObject([
    { action: "edited", subjectId: id, ...blank, changes: null },
    { action: "edited", subjectId: merged.id, ...blank, changes: null },
    { action: "added", name: null, subject: "Megan Price" },
  ]);
  expect(await db.selectFrom("emails").select("recipient").execute()).toEqual([{ recipient: null }]);
  expect(await db.selectFrom("api_tokens").select(["name", "made_by"]).execute()).toEqual([
    { name: "Nightly", made_by: null },
  ]);
  expect(await db.selectFrom("bulk_changes").select("started_by_name").execute()).toEqual([
    { started_by_name: "a person whose name was deleted" },
  ]);
});

test("a record that was merged into that of a current support user stays", async ({ db }) => {
  const { id } = await createSupportUser(db, priya);
  const merged = await createSupportUser(db, tom, { removedAt: daysAgo(1_000) });
  await db.insertInto("merged_people").values({ id: merged.id, support_user_id: id }).execute();

  expect(await forgetRemovedSupportUsers(db, 730)).toBe(0);
});
