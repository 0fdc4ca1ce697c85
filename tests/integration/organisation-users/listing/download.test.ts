import { expect } from "vitest";
import { action } from "../../../../app/routes/support.organisations.$organisationId.users.download.tsx";
import { action as downloadSearch } from "../../../../app/routes/support.organisation-users.download.tsx";
import { createOrganisation, unknownId } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createOrganisationUsers,
  createSupportUser,
  eric,
  megan,
} from "../../../records/people.ts";
import { callAs } from "../../../fixtures/resources.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { readActivity } from "../../../readings/traces.ts";
import { test } from "../../../fixtures/web.ts";

test("parts of 500, or as asked, contain every user once, in the list's order, and are logged once", async ({
  resources,
  db,
}) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUsers(db, ashgrove, 1_000, megan);
  await createOrganisationUser(db, eric, { organisations: [ashgrove, calder] });
  const { download } = callAs(resources, await createActor(db)).organisationUsers;
  const organisationId = ashgrove.id;

  const first = await download({ organisationId });
  const second = await download({ organisationId, pageSize: 499, after: first.next ?? "" });
  const third = await download({ organisationId, after: second.next ?? "" });

  const parts = [first, second, third];
  expect(parts.map(({ items }) => items.length)).toEqual([500, 499, 2]);
  expect(third.next).toBeNull();
  const everyone = parts.flatMap(({ items }) => items);
  expect(new Set(everyone.map(({ id }) => id)).size).toBe(1_001);
  expect(everyone[0]).toMatchObject(eric);
  expect((await download({ organisationId: calder.id })).items).toMatchObject([eric]);
  expect(await readActivity(db)).toMatchObject([
    { action: "downloaded", name: "Priya Nair", subjectId: ashgrove.id, organisation: ashgrove.id },
    { action: "downloaded", subjectId: calder.id },
  ]);
});

test("only a person who may see the users may download them", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const actor = { kind: "organisation_user" as const, id: unknownId, name: "Megan Price" };

  const asUser = callAs(resources, actor).organisationUsers;
  const asSupport = callAs(resources, await createActor(db)).organisationUsers;

  await expect(asUser.download({ organisationId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const ofNone = { organisationId: unknownId };
  await expect(asSupport.download(ofNone)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await readActivity(db)).toEqual([]);
});

test("the file has a line for each user, and escapes formulas", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, eric, { organisations: [ashgrove], dfeSignInId: "dsi-eric" });
  const formula = { firstName: "=HYPERLINK(1)", lastName: 'O"Neill', email: "+1@example.com" };
  await createOrganisationUser(db, formula, { organisations: [ashgrove] });
  const { id } = await createSupportUser(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = { server: await openContext(resources, sessionId) };
  const request = new Request("http://localhost:3000/users/download", { method: "POST" });

  const response = await action({ request, params: { organisationId: ashgrove.id }, context });

  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="users.csv"');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.toString().split("\r\n")).toEqual([
    '\uFEFF"First name","Last name","Email address","Last signed in"',
    '"\'=HYPERLINK(1)","O""Neill","\'+1@example.com","Not signed in yet"',
    '"Éric","Blanc","eric.blanc@example.com","14 January 2026 at 10:32am"',
    "",
  ]);
});

test("the file of a filtered search has the organisations of each user", async ({ resources, db }) => {
  const organisations = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, eric, { organisations, dfeSignInId: "dsi-eric" });
  await createOrganisationUser(db, megan, { organisations });
  const { id } = await createSupportUser(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = { server: await openContext(resources, sessionId) };
  const url = "http://localhost:3000/support/organisation-users/download?query=example&show=not_signed_in";

  const response = await downloadSearch({
    request: new Request(url, { method: "POST" }),
    params: {},
    context,
  });

  expect((await response.text()).split("\r\n")).toEqual([
    '"First name","Last name","Email address","Organisations","Last signed in"',
    '"Megan","Price","megan.price@example.com","Ashgrove Primary School; Calder","Not signed in yet"',
    "",
  ]);
});

test("a long file is read while it is sent", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 2_600, megan);
  const { id } = await createSupportUser(db);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  const context = { server: await openContext(resources, sessionId) };
  const request = new Request("http://localhost:3000/users/download", { method: "POST" });
  const params = { organisationId: ashgrove.id };

  const taken = await (await action({ request, params, context })).text();
  const left = await action({ request, params, context });
  await left.body?.cancel();

  expect(taken.split("\r\n")).toHaveLength(2_602);
});
