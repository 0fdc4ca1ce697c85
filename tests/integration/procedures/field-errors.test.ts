import { expect } from "vitest";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { readTraces } from "../../readings/traces.ts";

const firstName = "Enter a first name";
const lastName = "Enter a last name";
const noEmail = "Enter an email address";
const format = "Enter an email address in the correct format, like name@example.com";
const inUse = "Email address already in use";

test.for([
  ["every field missing", {}, "BAD_REQUEST", { firstName, lastName, email: noEmail }],
  [
    "every field empty or blank",
    { firstName: "", lastName: " \u00A0\u200B", email: "\t" },
    "BAD_REQUEST",
    { firstName, lastName, email: noEmail },
  ],
  [
    "no text at all",
    { firstName: 1, lastName: null, email: ["a@example.com"] },
    "BAD_REQUEST",
    { firstName, lastName, email: noEmail },
  ],
  ["a malformed address", { ...megan, email: "megan@example" }, "BAD_REQUEST", { email: format }],
  [
    "an address in use and no last name",
    { ...megan, lastName: "" },
    "BAD_REQUEST",
    { lastName, email: inUse },
  ],
  [
    "an address in use, and no names",
    { email: megan.email },
    "BAD_REQUEST",
    { firstName, lastName, email: inUse },
  ],
  ["an address in use only", megan, "CONFLICT", { email: inUse }],
  [
    "an unknown field",
    { ...megan, role: "admin", email: "new@example.com" },
    "BAD_REQUEST",
    { role: "Unknown field" },
  ],
  [
    "an unknown field, and an address in use",
    { ...megan, id: "1" },
    "BAD_REQUEST",
    { id: "Unknown field", email: inUse },
  ],
] as const)("%s", async ([, typed, code, fieldErrors], { resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, await createActor(db));
  // Input as a client may send it over HTTP.
  const input = { organisationId: ashgrove.id, ...typed } as unknown as typeof megan & {
    organisationId: string;
  };

  for (const procedure of [api.organisationUsers.check, api.organisationUsers.add]) {
    const error = (await procedure(input).catch((thrown: unknown) => thrown)) as {
      code: string;
      cause: { fieldErrors: object };
    };
    expect(error.code).toBe(code);
    expect(error.cause.fieldErrors).toEqual(fieldErrors);
    const inFormOrder = ["firstName", "lastName", "email"].filter((field) => field in fieldErrors);
    const inOrder = Object.keys(error.cause.fieldErrors).filter((field) => inFormOrder.includes(field));
    expect(inOrder).toEqual(inFormOrder);
  }
  expect(await readTraces(db)).toEqual({ activity: [], emails: [], jobs: [] });
});

test("an address is in use only in its own organisation", async ({ resources, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [calder] });
  const api = callAs(resources, await createActor(db));

  const checking = api.organisationUsers.check({ organisationId: ashgrove.id, ...megan, lastName: "" });

  await expect(checking).rejects.toMatchObject({ cause: { fieldErrors: { lastName } } });
  await expect(checking).rejects.not.toMatchObject({ cause: { fieldErrors: { email: inUse } } });
});

test("one address may be both a support user and an organisation user", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));

  const added = api.organisationUsers.add({ organisationId, ...megan, email: "priya.nair@education.gov.uk" });

  await expect(added).resolves.toMatchObject({ email: "priya.nair@education.gov.uk" });
});
