import { beforeEach, expect, it as base, vi } from "vitest";
import { locationOf, openBrowser } from "../../tests/stand-ins/sign-in-browser.ts";
import { callback, startTestClient } from "../../tests/stand-ins/sign-in-client.ts";

const it = base.extend("client", async ({}, { onCleanup }) => {
  const client = await startTestClient();
  onCleanup(client.stop);
  return client;
});

// Only the clock is not the real one: the stand-in compares times, and has no timers.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  return () => vi.useRealTimers();
});

function passMinutes(minutes: number): void {
  vi.setSystemTime(Date.now() + minutes * 60_000);
}

it("keeps its page for 30 minutes, and then goes back with an expired session", async ({ client }) => {
  const browser = openBrowser();
  const page = await browser.visit(client.begin().url);

  passMinutes(29);
  expect((await browser.visit(page.url)).status).toBe(200);
  passMinutes(2);
  const late = await browser.visit(page.url, { person: "priya" });
  const withoutCookie = await openBrowser().visit(page.url); // browsers delete the cookie after 30 minutes too

  for (const answer of [late, withoutCookie]) {
    expect(locationOf(answer)?.href).toBe(`${callback}?error=sessionexpired`);
  }
});

it("remembers who signed in until 60 minutes after they last came", async ({ client }) => {
  const { browser } = await client.signIn({ person: "priya" });
  const isSignedIn = async () => locationOf(await browser.visit(client.begin().url)) !== null;

  passMinutes(59);
  expect(await isSignedIn()).toBe(true);
  passMinutes(59);
  expect(await isSignedIn()).toBe(true);
  passMinutes(61);
  expect(await isSignedIn()).toBe(false);
});
