import { expect } from "vitest";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../../records/people.ts";
import { test } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";

const eight = Array.from({ length: 8 }, (_, index) => index);
const actions = async (db: Parameters<typeof readActivity>[0]) =>
  (await readActivity(db)).map(({ action }) => action).toSorted();

test("eight sign-ins of one person at once succeed, and one counts as the first", async ({ db }) => {
  const user = await createSupportUser(db, priya);

  const recognised = await Promise.all(eight.map(() => recogniseOnly(db, identityOf(priya, "dsi-priya"))));

  expect(recognised).toEqual(eight.map(() => ({ kind: "support_user", id: user.id })));
  expect(await actions(db)).toEqual(["first_signed_in"]);
});

test("of eight ids that sign in with one invited address at once, one matches and one mismatch is logged", async ({
  db,
}) => {
  await createOrganisationUser(db, megan);

  const recognised = await Promise.all(
    eight.map((index) => recogniseOnly(db, identityOf(megan, `dsi-${index}`))),
  );

  expect(recognised.filter((user) => user !== null)).toHaveLength(1);
  expect(await actions(db)).toEqual(["first_signed_in", "sign_in_mismatch"]);
});

test.for([
  ["organisation users", createOrganisationUser, "example.com"],
  ["support users", createSupportUser, "education.gov.uk"],
] as const)(
  "eight %s who change to one address at once all sign in, and one gets the address",
  async ([, create, host], { db }) => {
    const people = eight.map((index) => ({ ...megan, email: `person-${index}@${host}` }));
    const organisations = [await createOrganisation(db)];
    for (const [index, person] of people.entries()) {
      await create(db, person, { dfeSignInId: `dsi-${index}`, organisations });
    }
    const wanted = { ...megan, email: `wanted@${host}` };

    const recognised = await Promise.all(
      eight.map((index) => recogniseOnly(db, identityOf(wanted, `dsi-${index}`))),
    );

    expect(new Set(recognised.map((user) => user?.id)).size).toBe(8);
    expect(await actions(db)).toEqual(["edited", ...eight.slice(1).map(() => "sign_in_mismatch")]);
  },
);
