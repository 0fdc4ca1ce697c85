import { expect } from "vitest";
import { createToken, revokeToken } from "../../records/api-tokens.ts";
import { unknownId } from "../../records/organisations.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";

test("the log can be narrowed to all who are or were support users, and to tokens, by name", async ({
  resources,
  db,
}) => {
  const { choices } = callAs(resources, await createActor(db)).activity;
  const { id: tomId } = await createSupportUser(db, tom);
  const { id: merged } = await createSupportUser(db, { ...tom, email: "thomas@education.gov.uk" });
  await db.updateTable("support_users").set({ removed_at: new Date() }).execute();
  await db.insertInto("merged_people").values({ id: merged, support_user_id: tomId }).execute();
  for (const name of ["nightly sync", "Zara's script"]) await createToken(db, name);
  await revokeToken(db, "nightly sync");

  const { actors } = await choices({});

  expect(actors.map(({ kind, name, email, isCurrent }) => [kind, name, email, isCurrent])).toEqual([
    ["api_token", "nightly sync", null, false],
    ["support_user", "Priya Nair", "priya.nair@education.gov.uk", false],
    ["support_user", "Tom Whitfield", tom.email, false],
    ["api_token", "Zara's script", null, true],
  ]);
});

test("the person and the organisation that the log is narrowed to have their present names", async ({
  resources,
  db,
}) => {
  const { choices } = callAs(resources, await createActor(db)).activity;
  const { id: organisationId } = await createOrganisation(db);
  const { id } = await createOrganisationUser(db, megan);
  const { id: supportId } = await createSupportUser(db, tom);
  await db.insertInto("merged_people").values({ id: unknownId, organisation_user_id: id }).execute();
  const person = { name: "Megan Price", email: megan.email };

  expect(await choices({ userId: id })).toMatchObject({ person, organisation: null });
  expect(await choices({ userId: unknownId })).toMatchObject({ person });
  expect(await choices({ userId: supportId, organisationId })).toMatchObject({
    person: { name: "Tom Whitfield", email: tom.email },
    organisation: { name: "Ashgrove Primary School" },
  });
  expect(await choices({ userId: organisationId, organisationId: id })).toMatchObject({
    ...{ person: null, organisation: null },
  });
});
