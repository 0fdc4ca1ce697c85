import { expect } from "vitest";
import { newRows, openForm, rowsOn, upload } from "../browser/bulk-changes/steps.ts";
import { bannersOn, eventually, expectHeading } from "../browser/steps/expectations.ts";
import { scripted } from "../browser/steps/journey.ts";
import { signInOnce } from "../browser/steps/sign-in-once.ts";

scripted("2,000 users are uploaded, watched, and stopped half way", async ({ page }) => {
  await signInOnce(page, "Priya Nair");
  await openForm(page, "Riverside Junior School");
  await upload(page, "trust.csv", newRows(2_000).csv);
  await expectHeading(page, "Check your answers", "Add several users");
  expect(await page.title()).toContain("(page 1 of 80)");
  expect(await rowsOn(page)).toHaveLength(25);

  await page.getByRole("button", { name: "Add 2,000 users" }).click();
  const bar = page.getByRole("progressbar", { name: "Progress" });
  await bar.waitFor();
  const value = () => bar.evaluate((element: HTMLProgressElement) => element.value);
  await expect.poll(value, { timeout: 100_000 }).toBeGreaterThan(1_000);
  await page.getByRole("button", { name: "Stop" }).click();

  await eventually(async () => (await bannersOn(page)).length).toBe(1);
  const [banner = ""] = await bannersOn(page);
  const [added = 0, notAdded = 0] = [...banner.replaceAll(",", "").matchAll(/\d+/g)].map(Number);
  expect(added).toBeGreaterThan(1_000);
  expect(added + notAdded).toBe(2_000);
});
