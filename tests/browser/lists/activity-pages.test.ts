import { text } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { addUser, openUsers } from "../steps/add-user.ts";
import { eventually, expectHeading } from "../steps/expectations.ts";
import { journey, scripted } from "../steps/journey.ts";
import { fullName, newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

/** No other journey uses this organisation, so its log fits on one page. */
const kestrel = "Kestrel High School";
const as = "Priya Nair";
const entries = (page: Page) => page.locator("main li").allInnerTexts();
const search = (page: Page) => page.getByRole("searchbox", { name: "Search organisation users" });

/** Fills in the fields of a date. */
async function fillDate(page: Page, legend: string, [day, month, year]: [string, string, string]) {
  const date = page.getByRole("group", { name: legend });
  await date.getByLabel("Day").fill(day);
  await date.getByLabel("Month").fill(month);
  await date.getByLabel("Year").fill(year);
}

journey("the activity log is narrowed, widened again, and leads to each page it names", async ({ page }) => {
  await signInOnce(page, as);
  const person = newPerson();
  await addUser(page, kestrel, person);
  const sentence = `Priya Nair added ${fullName(person)} (${person.email}) to ${kestrel}`;

  await page.getByRole("link", { name: "Details" }).click();
  await page.getByRole("link", { name: "See all activity" }).click();
  await expectHeading(page, "Activity");
  expect((await entries(page)).filter((entry) => entry.endsWith(sentence))).toHaveLength(1);
  await page.getByLabel("Kind of activity").selectOption("Removed");
  await page.getByLabel("Who did it").selectOption(as);
  await fillDate(page, "From date", ["1", "jan", "2026"]);
  await page.getByRole("button", { name: "Filter" }).click();
  await eventually(() => page.getByText("There is no activity.").count()).toBe(1);
  expect(await page.locator("dt").allInnerTexts()).toEqual([
    ...["Kind of activity", "Who did it", "Organisation", "From date"],
  ]);
  await page.getByRole("link", { name: "Remove filter: kind of activity" }).click();
  await page.waitForURL((url) => !url.searchParams.has("kind") && url.searchParams.has("actorId"));
  expect((await entries(page)).filter((entry) => entry.endsWith(sentence))).toHaveLength(1);

  await page.getByRole("link", { name: fullName(person) }).click();
  await expectHeading(page, fullName(person), "Organisation user");
  await page.getByRole("link", { name: "See all activity" }).click();
  await page.waitForURL("**/support/activity?userId=*");
  expect(await entries(page)).toEqual([expect.stringMatching(/^\d+(:\d\d)?(am|pm) |^mid(day|night) /)]);
  await page.getByRole("link", { name: "Show all activity" }).click();
  await page.waitForURL("**/support/activity");
});

journey("a wrong date is said in the summary, which leads to its field", async ({ page }) => {
  await signInOnce(page, as);
  await page.goto("/support/activity?kind=added");
  await fillDate(page, "To date", ["1", "", "2026"]);
  await page.getByRole("button", { name: "Filter" }).click();

  await page.getByRole("link", { name: "To date must include a month" }).click();
  await eventually(() => page.locator("#to-month:focus, #to-month:target").count()).toBe(1);
  expect(await page.title()).toMatch(/^Error: Activity - /);
  expect(await entries(page)).toEqual(["To date must include a month"]);
});

journey("a person's details page shows their activity", async ({ page }) => {
  await signInOnce(page, as);
  const person = newPerson();
  await addUser(page, kestrel, person);
  await page.getByRole("link", { name: fullName(person) }).click();

  await expectHeading(page, fullName(person), kestrel);
  expect(await entries(page)).toEqual([
    expect.stringContaining(`added ${fullName(person)} (${person.email}) to ${kestrel}`),
  ]);
});

journey("a person is found by part of their name, and by not having signed in", async ({ page }) => {
  await signInOnce(page, as);
  await page.getByRole("link", { name: "Organisation users" }).click();
  await expectHeading(page, "Organisation users");
  expect(await page.locator("tbody tr").count()).toBe(25);

  await search(page).fill("egan pri");
  await page.getByRole("button", { name: "Search" }).click();
  await eventually(() => page.locator("tbody tr").count()).toBe(1);
  const links = await page.locator("tbody a").allInnerTexts();
  const organisations = links.map((text) => text.split(" at ").at(-1)?.trim());
  // Other journeys may have added her to more organisations.
  expect(organisations).toEqual(
    expect.arrayContaining(["Ashgrove Primary School", "Calder Teacher Training"]),
  );
  await page.getByLabel("Show").selectOption("Not signed in yet");
  await search(page).fill("");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL((url) => url.searchParams.get("show") === "not_signed_in");
  const lastSignIns = await page.locator("tbody td:last-child").allInnerTexts();
  expect(new Set(lastSignIns)).toEqual(new Set(["Not signed in yet"]));
  await page.getByRole("link", { name: "Page 2" }).click();
  await page.waitForURL("**/support/organisation-users?query=&show=not_signed_in&page=2");
});

journey("an organisation's users can be downloaded, and the download is logged", async ({ page }) => {
  await signInOnce(page, as);
  await openUsers(page, "Ashgrove Primary School");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all users (CSV)" }).click();
  const download = await downloading;

  expect(download.suggestedFilename()).toBe("users.csv");
  const lines = (await text(await download.createReadStream())).split("\r\n");
  expect(lines[0]).toBe('"First name","Last name","Email address","Last signed in"');
  expect(lines.length, "60 users at least, a head and an end").toBeGreaterThanOrEqual(62);
  expect(lines).toContainEqual(expect.stringMatching(/^"Megan","Price","megan\.price@example\.com",/));
  await page.goto("/support/activity?kind=downloaded");
  expect(await entries(page)).toContainEqual(
    expect.stringContaining("Priya Nair downloaded the users of Ashgrove Primary School"),
  );
});

journey("the activity log can be downloaded, and the download is logged", async ({ page }) => {
  await signInOnce(page, as);
  await addUser(page, kestrel, newPerson());
  await page.goto("/support/activity?kind=added");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download (CSV)" }).click();
  const download = await downloading;

  expect(download.suggestedFilename()).toBe("activity.csv");
  const [head, ...lines] = (await text(await download.createReadStream())).split("\r\n");
  expect(head).toContain('"Date and time","Kind of activity","Who did it"');
  expect(lines.length).toBeGreaterThan(1);
  await page.goto("/support/activity?kind=downloaded");
  expect(await entries(page)).toContainEqual(
    expect.stringContaining("Priya Nair downloaded a part of the activity log"),
  );
});

scripted("an invalid id or kind of activity is 404", async ({ page }) => {
  await signInOnce(page, as);
  for (const query of ["userId=7", "kind=deleted", "organisationId=x"]) {
    expect((await page.goto(`/support/activity?${query}`))?.status()).toBe(404);
  }
  expect((await page.goto("/support/activity?userId=&organisationId=&kind="))?.status()).toBe(200);
});
