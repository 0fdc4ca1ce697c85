import { expect } from "vitest";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan, tom } from "../../../records/people.ts";
import { readRefused, refuse } from "../../../records/refused-sign-ins.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";
import { confirmed } from "./scene.ts";

test("adds the person to an organisation, logs the confirmation, and marks the problem", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const problemId = await refuse(db, eric);
  const api = callAs(resources, await createActor(db));

  const { id } = await api.signInProblems.addToOrganisation({
    problemId,
    organisationId,
    ...eric,
    confirmed,
  });

  const { activity, emails, jobs } = await readTraces(db);
  expect(activity).toMatchObject([
    { action: "added", subjectId: id, organisation: organisationId },
    { action: "invited_instead", subjectId: id, changes: null },
  ]);
  expect(emails).toMatchObject([{ kind: "organisation_user_added", recipient: eric.email }]);
  expect(jobs.length).toBe(1);
  expect(await api.signInProblems.get({ problemId })).toMatchObject({ state: "invited" });
  expect(await recogniseOnly(db, identityOf(eric, `dsi-${eric.email}`))).toMatchObject({ id });
});

test("adds the person as a support user", async ({ resources, db }) => {
  const problemId = await refuse(db, tom);
  const api = callAs(resources, await createActor(db));

  const { id } = await api.signInProblems.addAsSupportUser({ problemId, ...tom, confirmed });

  expect((await readTraces(db)).activity).toMatchObject([
    { action: "added", subjectId: id, kind: "support_user" },
    { action: "invited_instead", subjectId: id },
  ]);
  expect(await api.signInProblems.get({ problemId })).toMatchObject({ state: "invited" });
});

test("with another address than the refused one, the problem stays open", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const problemId = await refuse(db, eric);
  const api = callAs(resources, await createActor(db));

  await api.signInProblems.addToOrganisation({
    ...{ problemId, organisationId, ...eric, confirmed },
    email: "eric@example.org",
  });

  expect(await readRefused(db)).toMatchObject([{ invitedAt: null }]);
});

test("an account that was linked to nobody's organisation gets in once its address is added anew", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  await createOrganisationUser(db, megan, { dfeSignInId: "dsi-megan" });
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  const api = callAs(resources, await createActor(db));
  const [{ id: problemId } = { id: "" }] = (await api.signInProblems.list({})).items;

  await api.signInProblems.addToOrganisation({ problemId, organisationId, ...megan, confirmed });
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));

  expect(await readRefused(db)).toMatchObject([
    { reason: "no_organisation", resolvedAt: expect.any(Date) as Date },
  ]);
});

test("reports every field, the confirmation and an address in use at once", async ({ resources, db }) => {
  const organisation = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [organisation] });
  const problemId = await refuse(db, eric);
  const api = callAs(resources, await createActor(db));
  const input = { problemId, organisationId: organisation.id, ...megan, lastName: "" };

  await expect(
    api.signInProblems.addToOrganisation(input as typeof input & { confirmed: true }),
  ).rejects.toMatchObject({
    cause: {
      fieldErrors: {
        lastName: "Enter a last name",
        email: "Email address already in use",
        confirmed: "Confirm that you have checked this with the organisation",
      },
    },
  });
});

test("of two additions because of one problem at once, one is done", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  for (const round of Array.from({ length: 8 }, (_, index) => index)) {
    const details = { ...eric, email: `eric-${round}@example.com` };
    const problemId = await refuse(db, details);
    const [one, other] = [
      await createOrganisation(db, `One ${round}`),
      await createOrganisation(db, `Other ${round}`),
    ];

    const results = await Promise.allSettled(
      [one, other].map(({ id: organisationId }) =>
        api.signInProblems.addToOrganisation({ problemId, organisationId, ...details, confirmed }),
      ),
    );

    const refused = results.filter(({ status }) => status === "rejected");
    expect(refused).toMatchObject([{ reason: { cause: { reason: "problemClosed" } } }]);
  }
});
