import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { expectHeading } from "../steps/expectations.ts";
import { journey } from "../steps/journey.ts";
import { signInOnce } from "../steps/sign-in-once.ts";

journey("a service owner reads how the service performs, and downloads the figures", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await page.goto("/support/organisations");
  await page.getByRole("link", { name: "Performance", exact: true }).click();
  await expectHeading(page, "Performance");
  await page.getByRole("link", { name: "All time" }).click();
  expect(new URL(page.url()).searchParams.get("period")).toBe("all_time");
  const table = page.getByRole("table", { name: "Users added, and how far they got" });
  // The worker counts the demonstration data when it starts.
  await expect
    .poll(async () => {
      await page.reload();
      return table.count();
    })
    .toBe(1);
  const [, added = ""] = (await table.getByRole("row").nth(1).innerText()).split("\t");
  expect(Number(added)).toBeGreaterThan(100);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download figures (CSV)" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^performance-.*\.csv$/);
  const file = await readFile(await download.path(), "utf8");
  expect(file).toContain(`"Users added, and how far they got","Added","Users","${added}"\r\n`);
});
