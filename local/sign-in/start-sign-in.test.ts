import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { locationOf, openBrowser } from "../../tests/stand-ins/sign-in-browser.ts";
import {
  callback,
  clientId,
  priya,
  publicUrl,
  startTestClient,
} from "../../tests/stand-ins/sign-in-client.ts";

let client: Awaited<ReturnType<typeof startTestClient>>;

beforeAll(async () => {
  client = await startTestClient();
});
afterAll(() => client.stop());

it("shows a button for each person, and the form", async () => {
  const page = await openBrowser().visit(client.begin().url);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toBeNull();
  expect(html).toContain("Stand-in for DfE Sign-in");
  expect(html).toContain("<h2>Support users</h2>");
  expect(html).toMatch(
    /<button name="person" value="priya"><span>Priya Nair &lt;i&gt;<\/span> <span class="address">priya\.nair@/,
  );
  for (const name of ["sub", "email", "given_name", "family_name", "email_verified"]) {
    expect(html).toContain(`name="${name}"`);
  }
});

it("signs a person in: state, signed ID token with nonce, claims at userinfo", async () => {
  const { returned, tokens } = await client.signIn({ person: "priya" });
  expect(`${returned?.origin}${returned?.pathname}`).toBe(callback);
  expect(returned?.searchParams.get("state")).toBe("the-state");

  const keys = createRemoteJWKSet(new URL(client.metadata.jwks_uri));
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token, keys, {
    issuer: client.issuer,
    audience: clientId,
  });
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload).toMatchObject({ sub: "priya", nonce: "the-nonce" });
  expect(payload).not.toHaveProperty("email");
  expect(await client.claims(tokens)).toEqual({
    sub: "priya",
    email: priya.email,
    email_verified: true,
    given_name: "Priya",
    family_name: "Nair <i>",
  });
});

it("signs in as anyone, with exactly the claims that were typed", async () => {
  const { tokens } = await client.signIn({
    sub: "somebody",
    email: "Some.Body@Example.com",
    given_name: "",
    family_name: "Body",
    email_verified: "false",
  });
  expect(await client.claims(tokens)).toEqual({
    sub: "somebody",
    email: "Some.Body@Example.com",
    email_verified: false,
    family_name: "Body",
  });
});

it("uses the sub of the person with that address, or makes one from it", async () => {
  const subOf = async (email: string) => {
    const { tokens } = await client.signIn({ email });
    return ((await client.claims(tokens)) as { sub: string }).sub;
  };
  const made = await subOf("new.person@example.com");
  expect(made).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(await subOf("NEW.person@example.com")).toBe(made);
  expect(await subOf("another.person@example.com")).not.toBe(made);
  expect(await subOf(priya.email.toUpperCase())).toBe("priya");
});

it("resets a person's claims when their button is used", async () => {
  await client.signIn({ sub: "priya", email: "other@example.com" });
  const { tokens } = await client.signIn({ person: "priya" });
  expect(await client.claims(tokens)).toMatchObject({ email: priya.email, given_name: "Priya" });
});

it("shows an error when the form names nobody", async () => {
  const browser = openBrowser();
  const login = await browser.visit(client.begin().url);
  const response = await browser.visit(login.url, { given_name: "<b>Nobody" });
  expect(response.status).toBe(400);
  const html = await response.text();
  expect(html).toContain("Enter a sub or an email address");
  expect(html).toContain('value="&lt;b&gt;Nobody"');
});

it("answers access_denied on Cancel", async () => {
  const browser = openBrowser();
  const login = await browser.visit(client.begin().url);
  const returned = locationOf(await browser.visit(login.url, { cancel: "yes" }));
  expect(returned?.searchParams.get("error")).toBe("access_denied");
  expect(returned?.searchParams.get("state")).toBe("the-state");
});

it("remembers who signed in, asks again with prompt=login, and forgets at the end of the session", async () => {
  const { browser, tokens } = await client.signIn({ person: "priya" });
  expect(locationOf(await browser.visit(client.begin().url))?.searchParams.get("code")).toBeTruthy();
  expect((await browser.visit(client.begin({ prompt: "login" }).url)).status).toBe(200);

  const end = new URL(client.metadata.end_session_endpoint);
  end.search = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${publicUrl}/sign-in`,
    state: "bye",
  }).toString();
  const ended = await browser.visit(end.href);
  expect(ended.status).toBe(303);
  expect(locationOf(ended)?.href).toBe(`${publicUrl}/sign-in?state=bye`);
  expect(await (await browser.visit(client.begin().url)).text()).toContain("Anyone else");
  expect(locationOf(await browser.visit(end.href))?.pathname).toBe("/sign-in");
});

it("asks before it ends a session without an ID token", async () => {
  const { browser } = await client.signIn({ person: "priya" });
  const html = await (await browser.visit(client.metadata.end_session_endpoint)).text();
  expect(html).toContain("Do you want to sign out?");
  expect(locationOf(await browser.visit(client.begin().url))?.searchParams.get("code")).toBeTruthy();
});

it("says that the sign-in of an old tab has expired", async () => {
  const response = await openBrowser().visit(`${client.issuer}/interaction/gone`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("This sign-in has expired");
});
