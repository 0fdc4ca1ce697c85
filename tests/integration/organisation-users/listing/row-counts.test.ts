import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { createCrowd, createSchools } from "../../../records/crowd.ts";
import { closeOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

/** The stored counts, and the rows that they should count. */
async function counts(db: Database) {
  const { rows } = await sql<{ kept: string; counted: string }>`
    select kind as what, coalesce((select sum(total) from row_counts where counted = kind), 0)::int as kept, there::int as counted
    from (values
      ('people', (select count(*) from organisation_users)),
      ('people not signed in', (select count(*) from organisation_users where last_signed_in_at is null)),
      ('activity', (select count(*) from activity)),
      ('organisations', (select count(*) from organisations)),
      ('open organisations', (select count(*) from organisations where not is_closed))
    ) counted (kind, there)
  `.execute(db);
  return rows;
}

test("the counts in lists are right after every change", async ({ resources, db }) => {
  const expectKept = async () => {
    for (const { kept, counted } of await counts(db)) expect(kept).toBe(counted);
  };
  await createSchools(db, 3);
  await createCrowd(db, { first: 1, last: 60, school: sql`1 + n % 3` });
  await expectKept();
  const api = callAs(resources, await createActor(db));
  const [school] = (await api.organisations.list({})).items;
  const organisationId = school?.id ?? "";
  const added = await Promise.all(
    [megan, eric, eric, megan].map((person) =>
      api.organisationUsers.add({ organisationId, ...person }).catch(() => undefined),
    ),
  );
  expect(added.filter(Boolean).length).toBe(2);
  await expectKept();

  await db
    .updateTable("organisation_users")
    .set({ dfe_sign_in_id: "dsi-megan", last_signed_in_at: new Date() })
    .where("email", "=", megan.email)
    .execute();
  await db.updateTable("organisation_users").set({ first_name: "Ana" }).execute();
  await db.deleteFrom("memberships").execute();
  await db.deleteFrom("organisation_users").where("last_signed_in_at", "is", null).execute();
  await expectKept();

  await closeOrganisation(db, { id: organisationId });
  await expectKept();
  await db.updateTable("organisations").set({ is_closed: false, closed_on: null }).execute();
  await db.deleteFrom("organisations").where("id", "<>", organisationId).execute();
  await expectKept();

  await db
    .transaction()
    .execute(async (trx) => {
      await createOrganisationUser(trx, { ...megan, email: "other@example.com" });
      throw new Error("rolled back");
    })
    .catch(() => undefined);
  await expectKept();

  const { total } = await api.organisationUsers.search({});
  const waiting = await api.organisationUsers.search({ notSignedIn: true });
  expect([total, waiting.total, (await api.activity.list({})).total]).toEqual([21, 0, 2]);
});
