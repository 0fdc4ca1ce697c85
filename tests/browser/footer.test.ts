import { expect } from "vitest";
import { expectHeading } from "./expectations.ts";
import { journey } from "./journey.ts";
import { service } from "./titles.ts";

journey("the footer's pages can be reached", async ({ page }) => {
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

journey("the cookies page lists every cookie that is set", async ({ page, visit }) => {
  await page.goto("/cookies");
  const names = await page.locator("tbody td:first-child").allInnerTexts();
  const listed = names.map((name) => name.replace("…", ""));

  const other = await visit();
  await other.goto("/sign-in");
  await other.getByRole("button", { name: "Sign in using DfE Sign-in" }).click();
  await other.getByRole("button", { name: "Priya Nair" }).waitFor();
  const during = await other.context().cookies();
  await other.getByRole("button", { name: "Priya Nair" }).click();
  await expectHeading(other, "Organisations");
  const after = await other.context().cookies();
  // The stand-in for DfE Sign-in is on the same host, where ports do not part cookies.
  const ours = [...during, ...after].filter(({ name }) => !name.startsWith("dfe_sign_in_stand_in"));
  const used = new Set(ours.map(({ name }) => listed.find((start) => name.startsWith(start)) ?? name));
  expect([...used].toSorted()).toEqual(listed.toSorted());
  expect(
    after.filter(({ name }) => name.startsWith("dfe-sign-in:") || name.startsWith("return-to-")),
  ).toEqual([]);
});
