import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import * as checkPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId.check.tsx";
import * as detailsPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId._index.tsx";
import * as newPage from "../../../../app/routes/support.organisations.$organisationId.users.new._index.tsx";
import * as listPage from "../../../../app/routes/support.organisations.$organisationId.users._index.tsx";
import { createOrganisation, unknownId } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, eric, megan, tom } from "../../../records/people.ts";
import { visit } from "../../../fixtures/pages.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { test as base } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

const noErrors = undefined;

/** The pages on which Tom Whitfield, signed in, adds a user to Ashgrove. */
const test = base.extend("journey", async ({ resources, db }) => {
  const supportUserId = (await createSupportUser(db, tom)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const organisation = await createOrganisation(db);
  const draftId = randomUUID();
  const users = `/support/organisations/${organisation.id}/users`;
  const form = `${users}/new/${draftId}`;
  const params = { organisationId: organisation.id, draftId };
  const open = () => openContext(resources, sessionId);
  return {
    organisation,
    users,
    form,
    check: `${form}/check`,
    list: async () => visit(listPage.loader, await open(), { path: users, params }),
    start: async (other = {}) =>
      visit(newPage.loader, await open(), { path: `${users}/new`, params: { ...params, ...other } }),
    getForm: async (query = "") => visit(detailsPage.loader, await open(), { path: form + query, params }),
    postForm: async (typed: Record<string, string>, other = {}) =>
      visit(detailsPage.action, await open(), { path: form, params: { ...params, ...other }, form: typed }),
    getCheck: async (other = {}) =>
      visit(checkPage.loader, await open(), { path: form, params: { ...params, ...other } }),
    save: async (other = {}) =>
      visit(checkPage.action, await open(), { path: form, params: { ...params, ...other }, form: {} }),
    inAnotherSession: async () => {
      const other = await createSession(resources, { supportUserId });
      return openContext(resources, other.sessionId);
    },
    params,
  };
});

const leadsTo = (location: string) => ({ status: 302, location, data: undefined });
const notFound = { status: 404, location: null, data: undefined };

test("each start opens a new draft, and stores nothing", async ({ journey, db }) => {
  const [one, two] = [await journey.start(), await journey.start()];

  expect(one.location).toMatch(new RegExp(`^${journey.users}/new/[0-9a-f-]{36}$`));
  expect(one.location).not.toBe(two.location);
  expect(await db.selectFrom("drafts").selectAll().execute()).toEqual([]);
});

test("adding to an unknown organisation is 404", async ({ journey }) => {
  for (const organisationId of [unknownId, "none"])
    expect(await journey.start({ organisationId })).toEqual(notFound);
});

test("the form is empty, and its check page redirects to it", async ({ journey }) => {
  expect((await journey.getForm()).data).toMatchObject({
    values: { firstName: "", lastName: "", email: "" },
    wording: { caption: "Add user - Ashgrove Primary School" },
    back: journey.users,
    cancel: journey.users,
  });
  expect(await journey.getCheck()).toEqual(leadsTo(journey.form));
  expect(await journey.save()).toEqual(leadsTo(journey.form));
});

test("invalid answers are shown again as typed with status 400, and are not stored", async ({
  journey,
  db,
}) => {
  const typed = { firstName: " Megan ", lastName: "", email: "megan@" };

  expect(await journey.postForm(typed)).toMatchObject({
    status: 400,
    data: {
      values: typed,
      errors: {
        lastName: "Enter a last name",
        email: "Enter an email address in the correct format, like name@example.com",
      },
    },
  });
  expect(await db.selectFrom("drafts").selectAll().execute()).toEqual([]);
});

test("valid answers lead to the check page, and Back shows them", async ({ journey, db }) => {
  expect(await journey.postForm(megan)).toEqual(leadsTo(journey.check));

  expect((await journey.getCheck()).data).toMatchObject({
    preview: {
      ...megan,
      changeable: ["firstName", "lastName", "email"],
      warning: "We will email Megan Price to tell them you have added them to Ashgrove Primary School.",
    },
    errors: noErrors,
  });
  expect((await journey.getForm()).data).toMatchObject({ values: megan, back: journey.users });
  expect((await journey.getForm("?from=check")).data).toMatchObject({ values: megan, back: journey.check });
  expect(await readTraces(db), "nothing happens before saving").toEqual({
    activity: [],
    emails: [],
    jobs: [],
  });
});

test("the check page shows who already has the address, and only the address can be changed", async ({
  journey,
  db,
}) => {
  await createOrganisationUser(db, megan, { organisations: [await createOrganisation(db, "Calder")] });
  await journey.postForm({ ...megan, firstName: "Meg" });

  expect((await journey.getCheck()).data).toMatchObject({
    preview: {
      ...megan,
      changeable: ["email"],
      inset:
        "megan.price@example.com already belongs to Megan Price. We will add this user to Ashgrove Primary School. " +
        "We will not use the name you entered.",
      warning: "We will email Megan Price to tell them you have added them to Ashgrove Primary School.",
    },
  });
});

test("a save leads to the list with a banner; so does a repeat, which adds nobody", async ({
  journey,
  db,
}) => {
  await journey.postForm(megan);
  const banner = { type: "success", text: "User added" };

  expect(await journey.save()).toEqual(leadsTo(journey.users));
  expect((await journey.list()).data).toMatchObject({ banner, users: { total: 1 } });
  expect((await journey.list()).data).toMatchObject({ banner: null });

  expect(await journey.save()).toEqual(leadsTo(journey.users));
  expect((await journey.list()).data).toMatchObject({ banner, users: { total: 1 } });
  expect((await readTraces(db)).emails).toHaveLength(1);
});

test("after a save, form and check page lead to the list; a new post reopens the draft", async ({
  journey,
}) => {
  await journey.postForm(megan);
  await journey.save();

  expect(await journey.getForm()).toEqual(leadsTo(journey.users));
  expect(await journey.getCheck()).toEqual(leadsTo(journey.users));
  expect((await journey.postForm(megan)).data).toMatchObject({
    errors: { email: "Email address already in use" },
  });
  expect(await journey.postForm(eric)).toEqual(leadsTo(journey.check));
  expect(await journey.save()).toEqual(leadsTo(journey.users));
  expect((await journey.list()).data).toMatchObject({ users: { total: 2 } });
});

test("an address taken between checking and saving is an error on the check page", async ({
  journey,
  db,
}) => {
  await journey.postForm(megan);
  await createOrganisationUser(db, megan, { organisations: [journey.organisation] });
  const errors = { email: "Email address already in use" };

  expect(await journey.save()).toMatchObject({ status: 400, data: { errors } });
  expect((await journey.getCheck()).data).toMatchObject({ errors, preview: megan });
  expect((await journey.getForm()).data, "the answers are still there").toMatchObject({ values: megan });
});

describe("a draft is 404 from", () => {
  test("another organisation", async ({ journey, db }) => {
    await journey.postForm(megan);
    const other = { organisationId: (await createOrganisation(db, "Calder")).id };

    expect(await journey.getCheck(other)).toEqual(notFound);
    expect(await journey.save(other)).toEqual(notFound);
    expect(await journey.postForm(eric, other)).toEqual(notFound);
    expect((await journey.getForm()).data).toMatchObject({ values: megan });
  });

  test("another session, even of the same person", async ({ journey }) => {
    await journey.postForm(megan);
    const { params } = journey;

    for (const run of [detailsPage.loader, checkPage.loader, checkPage.action]) {
      expect(await visit(run, await journey.inAnotherSession(), { params })).toEqual(notFound);
    }
  });
});

test("an invalid page number shows page 1; a page past the end redirects to the first", async ({
  resources,
  journey,
  db,
}) => {
  await createOrganisationUser(db, eric, { organisations: [journey.organisation] });
  const { sessionId } = await createSession(resources, { supportUserId: (await createSupportUser(db)).id });
  const { users, params } = journey;
  const list = async (query: string) =>
    visit(listPage.loader, await openContext(resources, sessionId), { path: users + query, params });

  expect((await list("?page=two")).data).toMatchObject({ users: { page: 1, total: 1 } });
  expect(await list("?page=2")).toEqual(leadsTo(users));
});
