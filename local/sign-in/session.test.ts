import { afterAll, beforeAll, expect, it } from "vitest";
import { locationOf, openBrowser } from "../../tests/factories/sign-in-browser.ts";
import { publicUrl, startTestClient } from "../../tests/factories/sign-in-client.ts";

let client: Awaited<ReturnType<typeof startTestClient>>;

beforeAll(async () => {
  client = await startTestClient();
});
afterAll(() => client.stop());

it("answers access_denied on Cancel", async () => {
  const browser = openBrowser();
  const login = await browser.visit(client.begin().url);
  const returned = locationOf(await browser.visit(login.url, { cancel: "yes" }));
  expect(returned?.searchParams.get("error")).toBe("access_denied");
  expect(returned?.searchParams.get("state")).toBe("the-state");
});

it("takes the client's secret in the body too, and refuses a wrong one or a wrong verifier", async () => {
  const browser = openBrowser();
  const first = client.begin();
  const login = await browser.visit(first.url);
  const returned = locationOf(await browser.visit(login.url, { person: "priya" }));
  const code = returned?.searchParams.get("code") ?? "";
  expect((await client.exchange({ code, verifier: first.verifier, secret: "wrong" })).status).toBe(401);
  expect((await client.exchange({ code, verifier: first.verifier, inBody: true })).status).toBe(200);

  const second = locationOf(await browser.visit(client.begin().url));
  expect(
    (await client.exchange({ code: second?.searchParams.get("code") ?? "", verifier: "x".repeat(43) }))
      .status,
  ).toBe(400);
});

it("remembers who signed in, asks again for prompt=login, and forgets at end session", async () => {
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

it("asks before ending a session without an ID token, and refuses a foreign return address", async () => {
  const { browser, tokens } = await client.signIn({ person: "priya" });
  const html = await (await browser.visit(client.metadata.end_session_endpoint)).text();
  expect(html).toContain("Do you want to sign out?");
  const foreign = `${client.metadata.end_session_endpoint}?id_token_hint=${tokens.id_token}&post_logout_redirect_uri=http://evil.example/`;
  expect((await browser.visit(foreign)).status).toBe(400);
  expect(locationOf(await browser.visit(client.begin().url))?.searchParams.get("code")).toBeTruthy();
});

it("refuses an address to return to that is not the console's, and a request without PKCE", async () => {
  const foreign = await openBrowser().visit(client.begin({ redirect_uri: "http://evil.example/" }).url);
  expect(foreign.status).toBe(400);
  const bare = new URL(client.begin().url);
  bare.searchParams.delete("code_challenge");
  bare.searchParams.delete("code_challenge_method");
  const response = await openBrowser().visit(bare.href);
  expect(locationOf(response)?.searchParams.get("error")).toBe("invalid_request");
});

it("says so when the sign-in of an old tab is over", async () => {
  const response = await openBrowser().visit(`${client.issuer}/interaction/gone`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("This sign-in has expired");
});
