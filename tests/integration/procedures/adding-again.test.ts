import { expect } from "vitest";
import { callRaw, posted, test } from "../../fixtures/api.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, eric, megan, tom } from "../../records/people.ts";

test("adding who belongs already is a CONFLICT with their id", async ({ url, token, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { id } = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  await createOrganisationUser(db, eric, { organisations: [ashgrove] });
  const input = { organisationId: ashgrove.id, ...megan };

  for (const procedure of ["organisationUsers.add", "organisationUsers.check"]) {
    const { status, answer } = await callRaw(url, procedure, posted(token, input));

    expect(status).toBe(409);
    expect(answer.error?.data).toMatchObject({
      code: "CONFLICT",
      reason: "alreadyInOrganisation",
      userId: id,
      fieldErrors: { email: "Email address already in use" },
    });
  }
});

test("adding who is a support user already is a CONFLICT with their id", async ({ url, token, db }) => {
  const { id } = await createSupportUser(db, tom);

  const { answer } = await callRaw(url, "supportUsers.add", posted(token, tom));

  expect(answer.error?.data).toMatchObject({ code: "CONFLICT", reason: "emailInUse", userId: id });
});
