import { expect } from "vitest";
import { callAs, test } from "../../fixtures/resources.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";

test("an organisation is found by its id, URN or UKPRN", async ({ api, db }) => {
  const { id } = await createOrganisation(db, "Ashgrove", { urn: "100777", ukprn: "10007777" });
  await createOrganisation(db, "Calder");

  for (const name of [{ organisationId: id }, { urn: " 100777 " }, { ukprn: "10007777" }]) {
    expect(await api.organisations.get(name)).toMatchObject({ id, name: "Ashgrove" });
  }
  for (const name of [{ urn: "10007777" }, { ukprn: "100777" }]) {
    await expect(api.organisations.get(name)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("a UKPRN that several organisations have is refused", async ({ api, db }) => {
  for (const name of ["Ashgrove", "Calder"]) await createOrganisation(db, name, { ukprn: "10007777" });

  await expect(api.organisations.get({ ukprn: "10007777" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { fieldErrors: { ukprn: "More than one organisation has this UKPRN. Enter a URN" } },
  });
});

test("an organisation is named in exactly one way", async ({ api, db }) => {
  const { id } = await createOrganisation(db, "Ashgrove", { urn: "100777" });
  const message = "Enter a URN, a UKPRN or an organisation id";

  for (const names of [{}, { organisationId: id, urn: "100777" }, { urn: "100777", ukprn: "10007777" }]) {
    await expect(api.organisations.get(names)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { fieldErrors: { organisationId: message } },
    });
  }
});

test("an organisation user finds only their own, by URN too", async ({ resources, db }) => {
  const [own, other] = [
    await createOrganisation(db, "Ashgrove", { urn: "100777" }),
    await createOrganisation(db, "Calder", { urn: "100778" }),
  ];
  const { id } = await createOrganisationUser(db, megan, { organisations: [own] });
  const api = callAs(resources, { kind: "organisation_user", id, name: "Megan Price" });

  expect(await api.organisations.get({ urn: "100777" })).toMatchObject({ id: own.id });
  for (const name of [{ urn: "100778" }, { organisationId: other.id }]) {
    await expect(api.organisations.get(name)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});
