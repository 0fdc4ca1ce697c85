import { expect } from "vitest";
import * as home from "../../../app/routes/_index.tsx";
import * as noAccess from "../../../app/routes/no-access.tsx";
import * as organisationPage from "../../../app/routes/organisations.$organisationId.tsx";
import * as organisationsPage from "../../../app/routes/organisations._index.tsx";
import * as signInPage from "../../../app/routes/sign-in.tsx";
import { createOrganisation, createOrganisations, type Organisation } from "../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../records/people.ts";
import { visit } from "../../fixtures/pages.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { test as base } from "../../fixtures/resources.ts";

const test = base
  .extend("tom", async ({ resources }) => openContext(resources, (await createSession(resources)).sessionId))
  .extend("eve", async ({ resources }) => {
    const { sessionId } = await createSession(resources, { refusedEmail: "eve@example.com" });
    return openContext(resources, sessionId);
  })
  .extend("meganOf", ({ resources, db }) => async (organisations: Organisation[]) => {
    const { id } = await createOrganisationUser(db, megan, { organisations });
    const { sessionId } = await createSession(resources, { organisationUserId: id });
    return openContext(resources, sessionId);
  });

const leadsTo = (location: string) => ({ status: 302, location, data: undefined });

test("/ redirects a signed-in person to their first page, and anyone else to sign in", async ({
  resources,
  tom,
  eve,
  meganOf,
}) => {
  expect(await visit(home.loader, tom)).toEqual(leadsTo("/support/organisations"));
  expect(await visit(home.loader, await meganOf([]))).toEqual(leadsTo("/organisations"));
  expect(await visit(home.loader, await openContext(resources))).toEqual(leadsTo("/sign-in"));
  expect(await visit(home.loader, eve)).toEqual(leadsTo("/no-access"));
});

test("an organisation user with one organisation is redirected to it", async ({ db, meganOf }) => {
  const ashgrove = await createOrganisation(db);
  const console = await meganOf([ashgrove]);

  expect(await visit(organisationsPage.loader, console)).toEqual(leadsTo(`/organisations/${ashgrove.id}`));
  const params = { organisationId: ashgrove.id };
  expect((await visit(organisationPage.loader, console, { params })).data).toMatchObject({
    organisation: { name: ashgrove.name },
  });
});

test("an organisation user sees only their own organisations", async ({ db, meganOf }) => {
  const [one, two, other] = await createOrganisations(db, 3);
  if (!one || !two || !other) throw new Error("There are not enough organisations");
  const console = await meganOf([two, one]);

  expect((await visit(organisationsPage.loader, console)).data).toMatchObject({
    organisations: { items: [{ id: one.id }, { id: two.id }], total: 2 },
  });
  const elsewhere = await visit(organisationPage.loader, console, { params: { organisationId: other.id } });
  expect(elsewhere).toMatchObject({ status: 404 });
});

test("an organisation user without a membership sees how to get help", async ({ meganOf, resources }) => {
  const answer = await visit(organisationsPage.loader, await meganOf([]));

  const { CONTACT_EMAIL } = resources.environment;
  expect(answer).toMatchObject({
    status: 200,
    data: { organisations: { total: 0 }, contactEmail: CONTACT_EMAIL },
  });
});

test("a person without an invitation sees the address they signed in with: 403", async ({
  resources,
  eve,
  tom,
}) => {
  expect(await visit(noAccess.loader, eve)).toMatchObject({
    status: 403,
    data: { email: "eve@example.com", service: { contactEmail: resources.environment.CONTACT_EMAIL } },
  });
  expect(await visit(noAccess.loader, tom)).toEqual(leadsTo("/"));
  expect(await visit(noAccess.loader, await openContext(resources))).toEqual(leadsTo("/"));
});

test("the sign-in page keeps the destination", async ({ resources }) => {
  const path = "/sign-in?returnTo=%2Fsupport%2Forganisations%3Fpage%3D2%26query%3Da%2520b";

  const { data } = await visit(signInPage.loader, await openContext(resources), { path });

  const { href } = data as { href: string };
  const returnTo = new URL(href, "http://localhost").searchParams.get("returnTo");
  expect(returnTo).toBe("/support/organisations?page=2&query=a%20b");
});
