import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { createToken, endToken } from "../../../records/api-tokens.ts";
import { supportTitle } from "../../steps/titles.ts";
import { withDatabase } from "../../product/stored.ts";
import { type PageState, statesOf } from "./page-state.ts";

const as = "Priya Nair";
const list = "/support/api-tokens";
const making = supportTitle("Make a token");
const revoking = "Are you sure you want to revoke this token?";

/** Makes a token with a long name that ends soon, opens the list, and returns the name. */
async function openList(page: Page): Promise<string> {
  const name = `n${"ightly".repeat(10)} ${randomUUID()}`;
  await withDatabase(async (db) => {
    await createToken(db, name);
    await endToken(db, name, 3);
  });
  await page.goto(list);
  return name;
}

async function make(page: Page, name: string): Promise<void> {
  await page.goto(`${list}/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  if (name === "") await page.getByLabel("Read everything").uncheck();
  await page.getByRole("button", { name: "Make token" }).click();
}

/** API tokens. */
export const apiTokenPages: PageState[] = [
  {
    name: "API tokens, one ends soon",
    ...{ route: list, as, title: supportTitle("API tokens"), heading: "API tokens", back: true },
    open: openList,
  },
  ...statesOf({ route: `${list}/new`, as, heading: "Make a token" }, [
    { name: "a new API token", open: (page) => page.goto(`${list}/new`), title: making, back: true },
    {
      name: "a new API token with faults",
      open: async (page) => {
        await make(page, "");
        await page.getByRole("alert").waitFor();
      },
      ...{ title: `Error: ${making}`, status: 400, back: true },
    },
    {
      name: "an API token that was made",
      open: async (page) => {
        await make(page, randomUUID());
        await page.getByText("Copy it now").waitFor();
      },
      ...{ title: making, banner: "Token made" },
    },
  ]),
  {
    name: "an API token to revoke",
    ...{ route: `${list}/:tokenId/revoke`, as, title: supportTitle(revoking), heading: revoking },
    ...{ caption: /^nightly/, back: true },
    open: async (page) => {
      const name = await openList(page);
      await page.getByRole("link", { name: `Revoke ${name}` }).click();
      await page.getByRole("button", { name: "Revoke token" }).waitFor();
    },
  },
];
