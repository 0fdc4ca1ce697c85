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
  for (const name of ["sub", "email", "given_name", "family_name", "email_verified", "dsi_user", "refusal"]) {
    expect(html).toContain(`name="${name}"`);
  }
});

it("signs a person in: state, signed ID token with nonce, claims at userinfo", async () => {
  const { returned, tokens } = await client.signIn({ person: "priya" });
  expect(`${returned?.origin}${returned?.pathname}`).toBe(callback);
  expect(returned?.searchParams.get("state")).toBe("the-state");

  const keys = createRemoteJWKSet(new URL(client.metadata.jwks_uri));
  const { payload, protectedHeader } = await jwtVerify(tokens.id_token, keys, {
    issuer: client.metadata.issuer,
    audience: clientId,
  });
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload).toMatchObject({
    sub: "priya",
    nonce: "the-nonce",
    email: priya.email,
    given_name: "Priya",
  });
  expect(await client.claims(tokens)).toEqual({
    sub: "priya",
    email: priya.email,
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
    dsi_user: "an-id",
  });
  expect(await client.claims(tokens)).toEqual({
    sub: "somebody",
    email: "Some.Body@Example.com",
    email_verified: false,
    family_name: "Body",
    dsi_user: "an-id",
  });
});

it("uses the sub of the person with that address, or makes one from it", async () => {
  const subOf = async (email: string) => {
    const { tokens } = await client.signIn({ email });
    return ((await client.claims(tokens)) as { sub: string }).sub;
  };
  const made = await subOf("new.person@example.com");
  expect(made).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
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

it.for<[answer: string, query: string]>([
  ["cancel", "?error=access_denied&state=the-state"],
  ["login_required", "?error=login_required&state=the-state"],
  ["consent_denied", "?error=consent_denied"],
  ["expired", "?error=sessionexpired"],
  ["empty", ""],
])("goes back with the answer of the button %s", async ([answer, query]) => {
  const browser = openBrowser();
  const login = await browser.visit(client.begin().url);
  expect(await login.clone().text()).toContain(`<button name="answer" value="${answer}">`);

  const returned = locationOf(await browser.visit(login.url, { answer }));

  const { searchParams } = returned ?? new URL("http://nowhere");
  searchParams.delete("iss"); // oidc-provider adds it
  searchParams.delete("error_description");
  expect(returned?.href).toBe(`${callback}${query}`);
});

it("writes its issuer in another way than its address", () => {
  expect(client.metadata.issuer).not.toBe(client.url);
  expect(new URL(client.metadata.issuer).href).toBe(new URL(client.url).href);
});

it("refuses a client that sends its secret in another way than registered", async () => {
  const { status, tokens } = await client.signIn({ person: "priya" }, openBrowser(), { method: "post" });
  expect([status, tokens]).toEqual([401, expect.objectContaining({ error: "invalid_client" })]);
});

it.for<[refusal: string, status: number, description: string]>([
  ["invalid_grant", 400, "grant request is invalid"],
  ["invalid_client", 401, "client authentication failed"],
] as const)(
  "refuses a person's codes with %s, until they sign in anew",
  async ([refusal, status, description]) => {
    const form = { sub: "somebody", email: "some.body@example.com" };
    const { browser, ...refused } = await client.signIn({ ...form, refusal });
    expect(refused).toMatchObject({ status, tokens: { error: refusal, error_description: description } });
    expect(
      locationOf(await browser.visit(client.begin().url))?.searchParams.get("code"),
      "signed in",
    ).toBeTruthy();

    expect(await client.signIn(form)).toMatchObject({ status: 200 });
  },
);

it("signs in as somebody else in the same browser, without a page between", async () => {
  const { browser } = await client.signIn({ person: "priya" });
  const { tokens } = await client.signIn({ sub: "somebody" }, browser, { prompt: "login" });
  expect(await client.claims(tokens)).toMatchObject({ sub: "somebody" });
});

it("remembers who signed in, asks again with prompt=login, and forgets at the end of the session", async () => {
  const { browser, tokens } = await client.signIn({ person: "priya" });
  const isSignedIn = async () => Boolean(locationOf(await browser.visit(client.begin().url)));
  expect(await isSignedIn()).toBe(true);
  expect((await browser.visit(client.begin({ prompt: "login" }).url)).status).toBe(200);

  const end = new URL(client.metadata.end_session_endpoint);
  end.search = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${publicUrl}/sign-in`,
    state: "bye",
  }).toString();
  const html = await (await browser.visit(end.href)).text();
  expect(html).toContain("logout();\n</script>");
  expect(await isSignedIn(), "without JavaScript").toBe(true);
  const [, xsrf = ""] = /name="xsrf" value="(\w+)"/.exec(await (await browser.visit(end.href)).text()) ?? [];

  const ended = await browser.visit(client.metadata.end_session_endpoint + "/confirm", {
    xsrf,
    logout: "yes",
  });
  expect(locationOf(ended)?.href).toBe(`${publicUrl}/sign-in?state=bye`);
  expect(await isSignedIn()).toBe(false);
});
