import { expect } from "vitest";
import { locationOf, test } from "../../fixtures/sign-in.ts";
import { createSupportUser } from "../../records/people.ts";

const forty = Array.from({ length: 40 }, (_, index) => index);

test("of forty sign-ins begun in one browser, the newest five can be completed", async ({ browser, db }) => {
  await createSupportUser(db);
  const begun = [];
  for (const index of forty)
    begun.push(await browser.begin(`/auth/dfe?returnTo=/support/users?page=${index}`));

  const outcomes = [];
  for (const { state, code } of begun.slice(-6)) {
    outcomes.push(locationOf(await browser.finish({ state, code })));
  }

  expect(outcomes).toEqual([
    expect.stringMatching(/^\/sign-in/),
    ...forty.slice(-5).map((index) => `/support/users?page=${index}`),
  ]);
  expect([...browser.cookies.keys()], "their cookies are deleted").toEqual(["session"]);
});

test("however long their destinations, the cookies of sign-ins fit in a header", async ({ browser }) => {
  const path = `/support/organisations?query=${"a".repeat(2_400)}`;

  for (const index of forty) {
    const { response } = await browser.begin(`/auth/dfe?returnTo=${encodeURIComponent(path)}`);
    expect(response.status).toBe(302);
    const header = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    expect(header.length, `after ${index} more`).toBeLessThan(8_000);
  }
});
