import { expect } from "vitest";
import { createOrganisation } from "../../../records/organisations.ts";
import { settle } from "../../../readings/outcomes.ts";
import { createActor, createOrganisationUser, megan } from "../../../records/people.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";

const wrongName = { ...megan, firstName: "Meg" };

test("removing deletes the membership, keeps the record, and sends an email", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  const api = callAs(resources, await createActor(db));

  await api.organisationUsers.remove({ organisationId: ashgrove.id, userId: user.id });

  const memberships = await db.selectFrom("memberships").select("organisation_id").execute();
  expect(memberships).toEqual([{ organisation_id: calder.id }]);
  expect(await countRows(db, "organisation_users")).toBe(1);
  const { activity, emails, jobs } = await readTraces(db);
  expect(activity).toMatchObject([
    { action: "removed", subjectId: user.id, organisation: ashgrove.id, by: "support_user" },
  ]);
  expect(emails).toMatchObject([
    { kind: "organisation_user_removed", recipient: megan.email, status: "queued" },
  ]);
  expect(jobs).toEqual([{ emailId: emails[0]?.id }]);
});

test("a repeated removal is not found and sends no second email, even ten at once", async ({
  resources,
  db,
}) => {
  const { id: organisationId, ...ashgrove } = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, {
    organisations: [{ id: organisationId, ...ashgrove }],
  });
  const api = callAs(resources, await createActor(db));
  const input = { organisationId, userId: user.id };

  const outcomes = await settle(Array.from({ length: 10 }, () => api.organisationUsers.remove(input)));

  expect(outcomes).toEqual({ done: 1, NOT_FOUND: 9 });
  expect(await readTraces(db)).toMatchObject({ activity: [{}], emails: [{}], jobs: [{}] });
});

test("a user of another organisation is not found", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, await createActor(db));

  const removal = api.organisationUsers.remove({ organisationId: calder.id, userId: user.id });

  await expect(removal).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await countRows(db, "memberships")).toBe(1);
});

test("a removal and a link at the same time both take effect, in either order", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  for (const round of Array.from({ length: 10 }, (_, index) => index)) {
    const [from, to] = [
      await createOrganisation(db, `From ${round}`),
      await createOrganisation(db, `To ${round}`),
    ];
    const email = `megan.${round}@example.com`;
    const user = await createOrganisationUser(db, { ...megan, email }, { organisations: [from] });

    await Promise.all([
      api.organisationUsers.remove({ organisationId: from.id, userId: user.id }),
      api.organisationUsers.add({ organisationId: to.id, ...wrongName, email }),
    ]);

    const memberships = await db
      .selectFrom("memberships")
      .selectAll()
      .where("user_id", "=", user.id)
      .execute();
    expect(memberships).toMatchObject([{ organisation_id: to.id }]);
  }
  expect(await countRows(db, "organisation_users")).toBe(10);
});
