import type { Page } from "playwright-core";
import { expectHeading } from "./expectations.ts";
import type { Person } from "./people.ts";

/** Opens an organisation's user list from the list of organisations. */
export async function openUsers(page: Page, organisation: string): Promise<void> {
  await page.goto("/support/organisations");
  await page.getByRole("link", { name: organisation, exact: true }).click();
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: "Users", exact: true }).waitFor();
}

/** Opens an empty personal details form of an organisation. */
export async function startAdding(page: Page, organisation: string): Promise<void> {
  await openUsers(page, organisation);
  await page.getByRole("button", { name: "Add user" }).click();
  await expectHeading(page, "Personal details", `Add user - ${organisation}`);
}

/** Fills the personal details form in, and continues. */
export async function fillDetails(page: Page, person: Person): Promise<void> {
  await page.getByLabel("First name", { exact: true }).fill(person.firstName);
  await page.getByLabel("Last name", { exact: true }).fill(person.lastName);
  await page.getByLabel("Email address", { exact: true }).fill(person.email);
  await continueOn(page);
}

export async function continueOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Fills in the form, and opens the check page. */
export async function startSaving(page: Page, organisation: string, person: Person): Promise<void> {
  await startAdding(page, organisation);
  await fillDetails(page, person);
  await expectHeading(page, "Check your answers", `Add user - ${organisation}`);
}

/** Presses 'Save user', and waits for the list. */
export async function save(page: Page, organisation: string): Promise<void> {
  await page.getByRole("button", { name: "Save user" }).click();
  await expectHeading(page, organisation, "Organisation");
}

/** Adds a person from beginning to end. */
export async function addUser(page: Page, organisation: string, person: Person): Promise<void> {
  await startSaving(page, organisation, person);
  await save(page, organisation);
}
