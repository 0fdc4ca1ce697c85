import { expect } from "vitest";
import type { Database } from "../../../../db/database.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, createSupportUser, megan } from "../../../records/people.ts";

const rounds = Array.from({ length: 12 }, (_, round) => round);

/** Creates a person who has signed in, and a record of their new address at another organisation. */
async function createBoth(db: Database, round: number) {
  const details = { ...megan, email: `new-${round}@example.com` };
  const [from, to] = [
    await createOrganisation(db, `From ${round}`),
    await createOrganisation(db, `To ${round}`),
  ];
  const [sub, old] = [`dsi-${round}`, { ...megan, email: `old-${round}@example.com` }];
  const person = await createOrganisationUser(db, old, { organisations: [from], dfeSignInId: sub });
  const other = await createOrganisationUser(db, details, { organisations: [to] });
  return { from, to, person, other, details, identity: identityOf(details, sub) };
}

async function readOrganisations(db: Database, userId: string): Promise<string[]> {
  const memberships = await db
    .selectFrom("memberships")
    .select("organisation_id")
    .where("user_id", "=", userId)
    .execute();
  return memberships.map((one) => one.organisation_id).toSorted();
}

const idsOf = (...organisations: { id: string }[]) => organisations.map(({ id }) => id).toSorted();

test("a merger and adding the other record to a third organisation both take effect", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const { from, to, person, details, identity } = await createBoth(db, round);
    const third = await createOrganisation(db, `Third ${round}`);

    const [added] = await Promise.all([
      api.organisationUsers.add({ organisationId: third.id, ...details }),
      recogniseOnly(db, identity),
    ]);

    expect(await readOrganisations(db, person.id)).toEqual(idsOf(from, to, third));
    const found = await api.organisationUsers.get({ organisationId: third.id, userId: added.id });
    expect(found).toMatchObject({ id: person.id, emails: [{ status: "queued" }] });
  }
});

test("a merger and removing the other record from its organisation both take effect", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const { from, to, person, other, identity } = await createBoth(db, round);

    await Promise.all([
      api.organisationUsers.remove({ organisationId: to.id, userId: other.id }),
      recogniseOnly(db, identity),
    ]);

    expect(await readOrganisations(db, person.id)).toEqual(idsOf(from));
  }
});

test("a merger and removing the person from their organisation both take effect", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const { from, to, person, identity } = await createBoth(db, round);

    await Promise.all([
      recogniseOnly(db, identity),
      api.organisationUsers.remove({ organisationId: from.id, userId: person.id }),
    ]);

    expect(await readOrganisations(db, person.id)).toEqual(idsOf(to));
  }
});

test("four sign-ins of one person at once merge the other record once", async ({ db }) => {
  for (const round of rounds) {
    const { from, to, person, other, identity } = await createBoth(db, round);

    const recognised = await Promise.all([1, 2, 3, 4].map(() => recogniseOnly(db, identity)));

    expect(new Set(recognised.map((user) => user?.id))).toEqual(new Set([person.id]));
    expect(await readOrganisations(db, person.id)).toEqual(idsOf(from, to));
    const mergers = db.selectFrom("activity").select("id").where("subject_id", "=", other.id);
    expect(await mergers.execute()).toHaveLength(1);
  }
});

test("if the other record signs in for the first time at the same moment, one of them has the address", async ({
  db,
}) => {
  for (const round of rounds) {
    const { from, to, person, other, details, identity } = await createBoth(db, round);

    const [known, first] = await Promise.all([
      recogniseOnly(db, identity),
      recogniseOnly(db, identityOf(details, `dsi-other-${round}`)),
    ]);

    expect(known?.id).toBe(person.id);
    if (first === null) expect(await readOrganisations(db, person.id)).toEqual(idsOf(from, to));
    else expect(first.id).toBe(other.id);
    const holders = db.selectFrom("organisation_users").select("id").where("email", "=", details.email);
    expect(await holders.execute()).toEqual([{ id: first?.id ?? person.id }]);
  }
});

test("removing a support user while their record is merged removes the person", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  for (const round of rounds) {
    const details = { ...megan, email: `new-${round}@education.gov.uk` };
    const old = { ...megan, email: `old-${round}@education.gov.uk` };
    const person = await createSupportUser(db, old, { dfeSignInId: `dsi-${round}` });
    const other = await createSupportUser(db, details);

    await Promise.all([
      recogniseOnly(db, identityOf(details, `dsi-${round}`)),
      api.supportUsers.remove({ userId: other.id }),
    ]);

    // If the removal was first, the person has taken the address since. Otherwise the person was removed.
    const former = db.selectFrom("support_users").select("id").where("removed_at", "is not", null);
    const formerIds = (await former.where("email", "=", details.email).execute()).map(({ id }) => id);
    expect([[other.id], [other.id, person.id].toSorted()]).toContainEqual(formerIds.toSorted());
    const removals = db.selectFrom("emails").select("recipient").where("recipient", "=", details.email);
    expect(await removals.execute()).toHaveLength(1);
  }
});
