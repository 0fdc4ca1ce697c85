import { expect } from "vitest";
import { violatedConstraint } from "../../../../db/database.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

test("a user's new name moves them in the lists of all their organisations", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, eric, { organisations: [ashgrove] });
  const { id } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const list = callAs(resources, await createActor(db)).organisationUsers.list;
  const namesIn = async () =>
    (await list({ organisationId: ashgrove.id })).items.map((user) => user.firstName);
  expect(await namesIn()).toEqual(["Éric", "Megan"]);

  await db.updateTable("organisation_users").set({ first_name: "Ana" }).where("id", "=", id).execute();

  expect(await namesIn()).toEqual(["Ana", "Éric"]);
});

test("a membership stores only its user's name", async ({ db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const names = db.selectFrom("memberships").select(["user_first_name", "user_last_name"]);
  expect(await names.execute()).toEqual([{ user_first_name: "Megan", user_last_name: "Price" }]);

  const other = await db
    .updateTable("memberships")
    .set({ user_first_name: "Eve" })
    .execute()
    .catch(violatedConstraint);

  expect(other).toBe("memberships_user_fkey");
});
