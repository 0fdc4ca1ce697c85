import { expect } from "vitest";
import { openBrowser } from "../../stand-ins/sign-in-browser.ts";
import { startSignIn } from "../../../local/sign-in/start-sign-in.ts";
import type { Resources } from "../../../server/resources.ts";
import { cookieHeader, locationOf } from "../../readings/cookies.ts";
import { untilBlocked } from "../../readings/locks.ts";
import {
  createActor,
  createOrganisationUser,
  createSupportUser,
  megan,
  priya,
  tom,
} from "../../records/people.ts";
import { openContext, openContextOf } from "../../records/sessions.ts";
import { callAs, test as base, withVariables } from "../../fixtures/resources.ts";

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

test("an unknown person gets /no-access, and a session that only holds their address", async ({
  console,
}) => {
  const { response, session } = await signIn(console, { sub: "dsi-eve", email: "Eve@Example.com" });

  expect(locationOf(response).pathname).toBe("/no-access");
  expect(session).toMatchObject({
    user: null,
    refusedEmail: "eve@example.com",
    refusedReason: "not_invited",
  });
  const context = openContextOf(console, response);
  await expect((await context.api()).organisations.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(context.readDraft({ id: "", scope: "" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("an address that only maps to an invited one, by a Kelvin sign, has no access", async ({
  console,
  db,
}) => {
  await createOrganisationUser(db, { ...megan, email: "kate@example.com" });

  const { session } = await signIn(console, { sub: "dsi-eve", email: "\u212Aate@example.com" });

  expect(session).toMatchObject({ user: null, refusedEmail: "\u212Aate@example.com" });
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

test("no session of a support user outlives a removal at the moment of the sign-in", async ({
  console,
  db,
}) => {
  const api = callAs(console, await createActor(db));
  for (const round of Array.from({ length: 10 }, (_, index) => index)) {
    const { id: userId, email } = await createSupportUser(db, {
      ...tom,
      email: `tom-${round}@education.gov.uk`,
    });
    const { request } = await visitDfeSignIn(console, { sub: `dsi-${round}`, email });
    const context = await openContext(console);

    const changes = await db.transaction().execute(async (trx) => {
      await trx.selectFrom("support_users").select("id").where("id", "=", userId).forUpdate().execute();
      const signIn = context.completeSignIn(request);
      await untilBlocked(db);
      return { signIn, removal: api.supportUsers.remove({ userId }) };
    });
    await Promise.all(Object.values(changes));

    const sessions = db.selectFrom("sessions").select("id_hash").where("support_user_id", "=", userId);
    expect(await sessions.execute(), `round ${round}`).toEqual([]);
  }
});
