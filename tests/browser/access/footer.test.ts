import type { Cookie, Page } from "playwright-core";
import { expect } from "vitest";
import { expectHeading } from "../steps/expectations.ts";
import { journey, scriptless } from "../steps/journey.ts";
import { followSignIn, signOut } from "../steps/sign-in.ts";
import { service } from "../steps/titles.ts";

scriptless("the footer links to its pages", async ({ page }) => {
  await page.goto("/sign-in");
  for (const [link, heading] of [
    ["Accessibility statement", `Accessibility statement for ${service}`],
    ["Cookies", "Cookies"],
    ["Privacy", "Privacy notice"],
  ] as const) {
    await page.getByRole("contentinfo").getByRole("link", { name: link }).click();
    await expectHeading(page, heading);
    const contact = page.getByRole("main").locator('a[href^="mailto:"]');
    if (link !== "Cookies") expect(await contact.first().innerText()).toContain("@");
  }
});

/**
 * Our own cookies. The DfE Sign-in stand-in runs on the same host, and browsers share cookies between ports.
 */
async function cookiesOf(page: Page): Promise<Cookie[]> {
  const cookies = await page.context().cookies();
  return cookies.filter(({ name }) => !name.startsWith("dfe_sign_in_stand_in"));
}

/** When a cookie expires, in the words of the cookies page. */
function expiryOf({ name, expires }: Cookie): string {
  if (expires === -1) {
    return `When you close your browser, or ${name === "ask-again" ? "have signed in" : "sign out"}`;
  }
  const hours = Math.round((expires - Date.now() / 1000) / 360) / 10;
  return `After ${hours} hour, or when you have signed in`;
}

journey("the cookies page lists every cookie and when it expires", async ({ page, visit, javaScript }) => {
  await page.goto("/cookies");
  const rows = await page.locator("tbody tr").all();
  const cells = await Promise.all(rows.map((row) => row.locator("td").allInnerTexts()));
  const listed = cells.map(([name = "", , expires]) => ({ name: name.replace("…", ""), expires }));

  const other = await visit();
  await other.goto("/sign-in");
  await followSignIn(other);
  await other.getByRole("button", { name: "Priya Nair" }).waitFor();
  const during = await cookiesOf(other);
  await other.getByRole("button", { name: "Priya Nair" }).click();
  await expectHeading(other, "Organisations");
  const after = await cookiesOf(other);
  expect(after.map(({ name }) => name)).toEqual(["session"]);
  await signOut(other, javaScript);
  const last = await cookiesOf(other);

  const nameOf = ({ name }: Cookie) => listed.find((one) => name.startsWith(one.name))?.name ?? name;
  const used = [...during, ...after, ...last].map((cookie) => ({
    name: nameOf(cookie),
    expires: expiryOf(cookie),
  }));
  expect(used.toSorted(byName)).toEqual(listed.toSorted(byName));
  expect(last.map(({ name }) => name)).toEqual(["ask-again"]);
});

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name);
