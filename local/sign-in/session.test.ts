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
