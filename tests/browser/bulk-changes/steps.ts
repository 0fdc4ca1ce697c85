import type { Page } from "playwright-core";
import { eventually, expectHeading } from "../steps/expectations.ts";
import { withDatabase } from "../product/stored.ts";
import { continueOn } from "../steps/add-user.ts";
import { newPerson, type Person } from "../steps/people.ts";

/** New people, each as a row of a CSV file. */
export function newRows(count: number): { people: Person[]; csv: string } {
  const people = Array.from({ length: count }, () => newPerson());
  return { people, csv: people.map(rowOf).join("\r\n") };
}

export function rowOf({ firstName, lastName, email }: Person): string {
  return [firstName, lastName, email].join(",");
}

/** Opens an empty form for an organisation. */
export async function openForm(page: Page, organisation: string): Promise<void> {
  const { id } = await withDatabase((db) =>
    db.selectFrom("organisations").select("id").where("name", "=", organisation).executeTakeFirstOrThrow(),
  );
  await page.goto(`/support/bulk-changes/new?organisationId=${id}`);
  await expectHeading(page, "Add several users", organisation);
}

/** Opens an empty form for rows that each name their organisation. */
export async function openFormForAll(page: Page): Promise<void> {
  await page.goto("/support/bulk-changes/new");
  await expectHeading(page, "Add several users");
}

export async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel("Paste from a spreadsheet").fill(text);
  await continueOn(page);
}

export async function upload(page: Page, name: string, text: string | Buffer): Promise<void> {
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
  await continueOn(page);
}

/** Waits for the text that says what a bulk change has done. Without JavaScript, follows 'Refresh' until it is there. */
export async function waitForResult(page: Page, text: string, javaScript: boolean): Promise<void> {
  if (javaScript) {
    await page.getByText(text, { exact: true }).first().waitFor();
    return;
  }
  await eventually(async () => {
    const refresh = page.getByRole("link", { name: "Refresh" });
    if ((await refresh.count()) > 0) await refresh.click();
    return page.getByText(text, { exact: true }).count();
  }).toBeGreaterThan(0);
}

/** The cells of the table of rows. */
export async function rowsOn(page: Page): Promise<string[][]> {
  return page
    .getByRole("table", { name: "Rows" })
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
}
