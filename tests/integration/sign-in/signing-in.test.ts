import { describe, expect } from "vitest";
import { openBrowser } from "../../stand-ins/sign-in-browser.ts";
import { startSignIn } from "../../../local/sign-in/start-sign-in.ts";
import type { Resources } from "../../../server/resources.ts";
import { cookieHeader, locationOf } from "../../readings/cookies.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../records/people.ts";
import { openContext, openContextOf } from "../../records/sessions.ts";
import { test as base, withVariables } from "../../fixtures/resources.ts";

const publicUrl = "http://localhost:3000";
const variables = { DFE_SIGN_IN_CLIENT_ID: "console", DFE_SIGN_IN_CLIENT_SECRET: "a secret" };

const test = base.extend("console", { scope: "file" }, async ({ resources }, { onCleanup }) => {
  const { url: issuer, stop } = await startSignIn({
    port: 0,
    clientId: variables.DFE_SIGN_IN_CLIENT_ID,
    clientSecret: variables.DFE_SIGN_IN_CLIENT_SECRET,
    publicUrl,
    people: [],
  });
  onCleanup(stop);
  return withVariables(resources, { ...variables, DFE_SIGN_IN_ISSUER_URL: issuer });
});

type Visitor = { sub: string; email: string; email_verified?: string; given_name?: string };

/** The request with which the browser returns from DfE Sign-in. */
async function visitDfeSignIn(resources: Resources, form: Visitor | { cancel: string }, query = "") {
  const context = await openContext(resources);
  const begun = await context.beginSignIn(new Request(`${publicUrl}/auth/dfe${query}`));
  const browser = openBrowser();
  const login = await browser.visit(locationOf(begun).href);
  const back = locationOf(await browser.visit(login.url, { ...form }));
  return { begun, back, request: new Request(back, { headers: { Cookie: cookieHeader(begun) } }) };
}

async function signIn(resources: Resources, visitor: Visitor, query = "") {
  const { begun, request } = await visitDfeSignIn(resources, visitor, query);
  const response = await (await openContext(resources)).completeSignIn(request);
  const session = await openContextOf(resources, response).getSession();
  return { begun, response, session };
}

test("a support user gets a session, with the address in any case", async ({ console, db }) => {
  const { id } = await createSupportUser(db, priya);
  const visitor = { sub: "dsi-priya", email: "Priya.NAIR@Education.gov.uk", given_name: "Priya" };

  const { response, session } = await signIn(console, visitor);

  expect(response.status).toBe(302);
  expect(locationOf(response).pathname).toBe("/");
  expect(session).toMatchObject({
    user: { kind: "support_user", id, name: "Priya Nair" },
    refusedEmail: null,
  });
});

test("a deep link is kept through sign-in, in each tab", async ({ console, db }) => {
  await createSupportUser(db, priya);
  const priyas = { sub: "dsi-priya", email: priya.email };
  const tabs = await Promise.all([
    visitDfeSignIn(console, priyas, "?returnTo=%2Fsupport%2Forganisations%3Fpage%3D2"),
    visitDfeSignIn(console, priyas, "?returnTo=https%3A%2F%2Fevil.example%2F"),
  ]);
  const Cookie = cookieHeader(...tabs.map(({ begun }) => begun));

  const ends = [];
  for (const { back } of tabs) {
    const request = new Request(back, { headers: { Cookie } });
    const response = await (await openContext(console)).completeSignIn(request);
    ends.push(response.headers.get("Location"));
  }

  expect(ends).toEqual(["/support/organisations?page=2", "/"]);
});

test("an unknown person gets /no-access, and a session that only holds their address", async ({
  console,
}) => {
  const { response, session } = await signIn(console, { sub: "dsi-eve", email: "Eve@Example.com" });

  expect(locationOf(response).pathname).toBe("/no-access");
  expect(session).toMatchObject({ user: null, refusedEmail: "eve@example.com" });
  const context = openContextOf(console, response);
  await expect((await context.api()).organisations.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(context.readDraft({ id: "", scope: "" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("email_verified counts as true if absent", async ({ console, db }) => {
  await createOrganisationUser(db, megan);
  const megans = { sub: "dsi-megan", email: megan.email };

  const refused = await signIn(console, { ...megans, email_verified: "false" });
  const accepted = await signIn(console, { ...megans, email_verified: "" });

  expect(refused.session?.user).toBeNull();
  expect(accepted.session?.user).toMatchObject({ kind: "organisation_user" });
});

test("signing in starts a new session and ends the old one", async ({ console, db }) => {
  await createSupportUser(db, priya);
  const priyas = { sub: "dsi-priya", email: priya.email };
  const first = await signIn(console, priyas);
  const { request } = await visitDfeSignIn(console, priyas);

  const response = await openContextOf(console, first.response).completeSignIn(request);

  expect(cookieHeader(response)).not.toBe(cookieHeader(first.response));
  expect(await openContextOf(console, first.response).getSession()).toBeUndefined();
  expect(await openContextOf(console, response).getSession()).toBeDefined();
});

test("the sign-in cookies are removed after it; the session cookie is HttpOnly and SameSite=Lax", async ({
  console,
  db,
}) => {
  await createSupportUser(db, priya);

  const { begun, response } = await signIn(console, { sub: "dsi-priya", email: priya.email });

  expect(cookieHeader(begun, response)).toMatch(/^session=[^;]+$/);
  const [cookie] = response.headers.getSetCookie().filter((one) => one.startsWith("session="));
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
});

describe("a callback signs nobody in", () => {
  const eve = { sub: "dsi-eve", email: "eve@example.com" };
  const failed = { name: "SignInError", reason: "failed" };

  test("if the person cancelled", async ({ console }) => {
    const { request } = await visitDfeSignIn(console, { cancel: "yes" });

    const completing = (await openContext(console)).completeSignIn(request);
    await expect(completing).rejects.toMatchObject({ name: "SignInError", reason: "cancelled" });
  });

  test("if another browser began the sign-in", async ({ console }) => {
    const { back } = await visitDfeSignIn(console, eve);

    await expect((await openContext(console)).completeSignIn(new Request(back))).rejects.toMatchObject(
      failed,
    );
  });

  test("if it has another state, or none", async ({ console }) => {
    const { request, back } = await visitDfeSignIn(console, eve);
    for (const state of ["another", null]) {
      if (state === null) back.searchParams.delete("state");
      else back.searchParams.set("state", state);
      const forged = new Request(back, { headers: request.headers });
      await expect((await openContext(console)).completeSignIn(forged)).rejects.toMatchObject(failed);
    }
  });

  test("if it was already used", async ({ console }) => {
    const { request } = await visitDfeSignIn(console, eve);
    await (await openContext(console)).completeSignIn(request.clone());

    await expect((await openContext(console)).completeSignIn(request)).rejects.toMatchObject(failed);
  });
});

test("signing out ends our session and then DfE Sign-in's", async ({ console, db }) => {
  await createSupportUser(db, priya);
  const { response, session } = await signIn(console, { sub: "dsi-priya", email: priya.email });

  const left = await openContextOf(console, response).signOut();

  const end = locationOf(left);
  expect(end.origin).toBe(console.environment.DFE_SIGN_IN_ISSUER_URL);
  expect(end.searchParams.get("id_token_hint")).toBe(session?.idToken);
  expect(end.searchParams.get("post_logout_redirect_uri")).toBe(`${publicUrl}/sign-in`);
  expect(cookieHeader(response, left)).toBe("");
  expect(await openContextOf(console, response).getSession()).toBeUndefined();
});

test("signing out without a session leads to the sign-in page", async ({ console }) => {
  expect(locationOf(await (await openContext(console)).signOut()).href).toBe(`${publicUrl}/sign-in`);
});
