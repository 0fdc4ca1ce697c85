import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { withDatabase } from "../product/stored.ts";
import { newRows, openForm, paste, rowOf, rowsOn, upload, waitForResult } from "./steps.ts";
import { bannersOn, eventually, expectErrors, expectHeading, summaryOn } from "../steps/expectations.ts";
import { emailsTo } from "../steps/inbox.ts";
import { journey, scripted } from "../steps/journey.ts";
import { newPerson } from "../steps/people.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

const organisation = "Riverside Junior School";
const check = () => ["Check your answers", "Add several users"] as const;

async function start(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await eventually(() => page.locator("h1").innerText()).toMatch(/by Priya Nair\nAdd several users$/);
}

/** Downloads the outcome, without the byte order mark and quotation marks. */
async function downloadOutcome(page: Page): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download outcome (CSV)" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  return text.slice(1).replaceAll('"', "").trimEnd().split("\r\n");
}

journey("three users are pasted, corrected and added", async ({ page, javaScript }) => {
  const { people, csv } = newRows(3);
  await signInOnce(page, "Priya Nair");
  await openForm(page, organisation);
  await paste(page, "");
  await expectErrors(page, [{ text: "Paste the users or upload a CSV file", href: "#pasted" }]);
  await paste(page, csv.replace("@", "@@"));
  await expectHeading(page, ...check());
  expect(await summaryOn(page)).toEqual({
    Organisation: organisation,
    "Will be added": "2",
    "Cannot be added": "1",
  });

  await page.getByRole("link", { name: "Change what you entered" }).click();
  await eventually(() => page.getByLabel("Paste from a spreadsheet").inputValue()).toContain("@@");
  await paste(page, csv);
  await expectHeading(page, ...check());
  await page.getByText("We will send 3 emails to 3 people.").waitFor();
  const checked = page.url();
  await start(page, "Add 3 users");
  await waitForResult(page, "3 users added", javaScript);

  await page.goto(checked); // leads to the progress
  await eventually(() => page.locator("h1").innerText()).toMatch(/Add several users$/);
  expect((await rowsOn(page)).map((cells) => cells.at(-1))).toEqual(people.map(() => "Done Added"));
  expect(await downloadOutcome(page)).toEqual([
    "First name,Last name,Email address,Outcome,Problem",
    ...people.map((person) => `${rowOf(person)},Added,`),
  ]);
  for (const { email } of people) await emailsTo(email, 1);
});

journey(
  "of 40 rows, 6 are faulty, are shown first, and do not hold up the others",
  async ({ page, javaScript }) => {
    const { people } = newRows(34);
    const faulty = ["a b", "c@", "@d.com", "e@f", "g@h@i.com", ""].map((email) => ({
      ...newPerson(),
      email,
    }));
    const rows = people.flatMap((person, index) => [person, faulty[index]].flatMap((row) => row ?? []));
    await signInOnce(page, "Priya Nair");
    await openForm(page, organisation);
    await upload(page, "trust.csv", ["First name,Last name,Email", ...rows.map(rowOf)].join("\n"));
    await expectHeading(page, ...check());
    const first = await rowsOn(page);
    expect(first.map(([number]) => number)).toEqual(
      ["3", "5", "7", "9", "11", "13", "2", "4", "6", "8", "10", "12"].concat(
        Array.from({ length: 13 }, (_, index) => String(14 + index)),
      ),
    );
    await page.getByRole("link", { name: "Change what you entered" }).click();
    await page.getByText("You uploaded trust.csv with 40 rows.").waitFor();
    await page.getByRole("button", { name: "Continue" }).click();

    await start(page, "Add 34 users");
    await waitForResult(page, "34 users added. 6 were not added.", javaScript);
    await page.reload();
    await page.getByRole("link", { name: "Not done", exact: true }).click();
    await eventually(async () => (await rowsOn(page)).length).toBe(6);
    await page.getByRole("button", { name: "Try again the rows not done" }).click();
    await expectHeading(page, ...check());
    await page.getByText("None of these users can be added").waitFor();
    expect(await page.getByRole("button", { name: /Add/ }).count()).toBe(0);

    await page.getByRole("link", { name: "Back", exact: true }).click();
    await page.getByRole("button", { name: "Remove the users who were added" }).click();
    await expectHeading(page, "Are you sure you want to remove these users?");
    await page.getByRole("button", { name: "Remove 34 users", exact: true }).click();
    await waitForResult(page, "34 users removed", javaScript);
  },
);

scripted("200 users are uploaded, watched and stopped half way", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openForm(page, organisation);
  await upload(page, "trust.csv", newRows(200).csv);
  await expectHeading(page, ...check());
  const [, id = ""] = /bulk-changes\/([^/]+)\/check/.exec(page.url()) ?? [];
  await withDatabase((db) =>
    db
      .updateTable("bulk_change_rows")
      .set({ due_at: new Date(Date.now() + 86_400_000) }) // the second half has to wait
      .where("bulk_change_id", "=", id)
      .where("position", ">", 100)
      .execute(),
  );
  await start(page, "Add 200 users");
  const bar = page.getByRole("progressbar", { name: "Progress" });
  await eventually(() => bar.evaluate((element: HTMLProgressElement) => element.value)).toBe(100);
  await page.getByText("100 of 200", { exact: true }).waitFor();

  expect(await page.getByRole("status").innerText()).toBe("");

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Stop" }).click();
  await other.getByText("Stopped", { exact: true }).first().waitFor();
  expect(await bannersOn(other)).toEqual(["100 users added. 100 were not added."]);
  // The page that still watches announces the end, and nothing else.
  await eventually(() => page.getByRole("status").innerText()).toBe("100 users added. 100 were not added.");
  await page.reload();
  expect(await bannersOn(page)).toEqual([]);
  await page.getByText("Stopped. 100 users added. 100 were not added.").waitFor();
});
