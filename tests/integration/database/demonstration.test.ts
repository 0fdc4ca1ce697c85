import { sql } from "kysely";
import { expect } from "vitest";
import { demonstrationPeople, loadDemonstration } from "../../../db/demonstration/demonstration.ts";
import { unknownId } from "../../records/organisations.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { callAs, test } from "../../fixtures/resources.ts";

test("people in demonstration data that an earlier release loaded can still sign in", async ({
  resources,
  db,
}) => {
  const { DATABASE_URL } = resources.environment;
  const priya = demonstrationPeople
    .flatMap(({ people }) => people)
    .find(({ givenName }) => givenName === "Priya");
  const megan = demonstrationPeople
    .flatMap(({ people }) => people)
    .find(({ givenName }) => givenName === "Megan");
  expect(await loadDemonstration(DATABASE_URL)).toBe(true);
  for (const table of ["support_users", "organisation_users"] as const) {
    await db
      .updateTable(table)
      .set({ dfe_sign_in_id: sql<string>`'demonstration:' || split_part(email, '@', 1)` })
      .where("dfe_sign_in_id", "is not", null)
      .execute();
  }

  expect(await loadDemonstration(DATABASE_URL)).toBe(false);

  const support = db
    .selectFrom("support_users")
    .select("email")
    .where("dfe_sign_in_id", "=", priya?.sub ?? "");
  expect(await support.execute()).toEqual([{ email: "priya.nair@education.gov.uk" }]);
  const user = db
    .selectFrom("organisation_users")
    .select("email")
    .where("dfe_sign_in_id", "=", megan?.sub ?? "");
  expect(await user.execute()).toEqual([{ email: "megan.price@example.com" }]);
});

test("its three sign-in problems can each be solved, and signing in again is refused as before", async ({
  resources,
  db,
}) => {
  await loadDemonstration(resources.environment.DATABASE_URL);
  const api = callAs(resources, { kind: "support_user", id: unknownId, name: "Priya Nair" });
  const { items } = await api.signInProblems.list({});
  const [adam, alice, robin] = await Promise.all(
    items.map(({ id: problemId }) => api.signInProblems.get({ problemId })),
  );

  expect(adam).toMatchObject({ reason: "not_invited", candidates: [{ email: "adam.ahmed@example.com" }] });
  expect(robin).toMatchObject({ reason: "not_invited", candidates: [], mayAddToOrganisation: true });
  expect(alice).toMatchObject({ reason: "linked_account", person: { email: "alice.baker@example.com" } });
  expect(await api.organisationUsers.signingIn({ userId: alice?.person?.id ?? "" })).toMatchObject({
    finding: { kind: "other_account", nextStep: "unlink" },
  });

  for (const { sub, ...person } of demonstrationPeople.at(-1)?.people ?? []) {
    const details = { firstName: person.givenName, lastName: person.familyName, email: person.email };
    expect(await recogniseOnly(db, identityOf(details, sub.toLowerCase()))).toBeNull();
  }
  expect(await api.signInProblems.list({})).toMatchObject({ total: 3 });
});
