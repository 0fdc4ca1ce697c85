import { expect } from "vitest";
import * as removeSupportUser from "../../../../app/routes/support.users.$userId.remove.tsx";
import * as removeUser from "../../../../app/routes/support.organisations.$organisationId.users.$userId.remove.tsx";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya, tom } from "../../../records/people.ts";
import { visit } from "../../../fixtures/pages.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { test as base } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

/** The pages as Tom Whitfield, signed in, sees them. */
const test = base.extend("tom", async ({ resources, db }) => {
  const { id } = await createSupportUser(db, tom);
  const { sessionId } = await createSession(resources, { supportUserId: id });
  return { id, open: () => openContext(resources, sessionId) };
});

const banner = { type: "success", text: "User removed" };
const notFound = { status: 404, location: null, data: undefined };

test("asks for confirmation, and says who will be emailed", async ({ tom, db }) => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const params = { organisationId: ashgrove.id, userId: user.id };

  expect((await visit(removeUser.loader, await tom.open(), { params })).data).toMatchObject({
    caption: "Megan Price - Ashgrove Primary School",
    user: { firstName: "Megan", lastName: "Price", email: megan.email },
    warning: "We will email Megan Price to tell them you have removed them from Ashgrove Primary School.",
    details: `/support/organisations/${ashgrove.id}/users/${user.id}`,
  });
  expect(await readTraces(db)).toEqual({ activity: [], emails: [], jobs: [] });
});

test("a removal and its repeat show the same banner, and send one email", async ({ tom, db }) => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const params = { organisationId: ashgrove.id, userId: user.id };
  const list = { status: 302, location: `/support/organisations/${ashgrove.id}/users` };

  for (const time of ["first", "repeat"]) {
    expect(await visit(removeUser.action, await tom.open(), { params, form: {} })).toMatchObject(list);
    expect(await (await tom.open()).takeBanner(), time).toEqual(banner);
  }

  expect(await readTraces(db)).toMatchObject({ emails: [{ kind: "organisation_user_removed" }], jobs: [{}] });
  expect(await visit(removeUser.loader, await tom.open(), { params }), "a GET for who is gone").toEqual(
    notFound,
  );
});

test("removing a support user twice shows the same banner", async ({ tom, db }) => {
  const user = await createSupportUser(db, priya);
  const params = { userId: user.id };

  for (const time of ["first", "repeat"]) {
    const answer = await visit(removeSupportUser.action, await tom.open(), { params, form: {} });
    expect(answer).toMatchObject({ status: 302, location: "/support/users" });
    expect(await (await tom.open()).takeBanner(), time).toEqual(banner);
  }

  expect(await readTraces(db)).toMatchObject({ emails: [{ kind: "support_user_removed" }] });
  expect(await visit(removeSupportUser.loader, await tom.open(), { params })).toEqual(notFound);
});

test("a support user cannot remove themselves: 403", async ({ tom, db }) => {
  await createSupportUser(db, priya);
  const params = { userId: tom.id };

  expect(await visit(removeSupportUser.loader, await tom.open(), { params })).toMatchObject({ status: 403 });
  const posted = await visit(removeSupportUser.action, await tom.open(), { params, form: {} });
  expect(posted).toMatchObject({ status: 403 });
  expect(await (await tom.open()).getSession()).toMatchObject({ user: { id: tom.id } });
});
