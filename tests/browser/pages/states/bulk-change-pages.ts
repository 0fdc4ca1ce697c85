import type { Page } from "playwright-core";
import { newRows, openForm, openFormForAll, paste, rowOf, upload } from "../../bulk-changes/steps.ts";
import { storeBulkChange, type StoredRow, storeUser } from "../../bulk-changes/stored.ts";
import { expectHeading } from "../../steps/expectations.ts";
import { newLongPerson, newPerson } from "../../steps/people.ts";
import { supportTitle } from "../../steps/titles.ts";
import { type PageState, statesOf } from "./page-state.ts";

const as = "Priya Nair";
const several = "Add several users";
const checkHeading = "Check your answers";
const sureToInvite = "Are you sure you want to send these invitations again?";
const sureToRemove = "Are you sure you want to remove these users?";
const [thornhill, stonebridge] = ["Thornhill Primary School", "Stonebridge High School"];
const form = "/support/bulk-changes/new/:bulkChangeId";
const bulkChange = "/support/bulk-changes/:bulkChangeId";

const long = newLongPerson();
const done: StoredRow = { verdict: "will_be_added", outcome: "added" };
const refused: StoredRow = {
  verdict: "refused",
  outcome: "refused",
  problem: "Enter a last name. Enter an email address in the correct format, like name@example.com",
};

/** Pastes what has every outcome of the check, and more than a page. */
async function pasteOfEveryKind(page: Page): Promise<void> {
  const [member, stored] = [newPerson(), newLongPerson()];
  await storeUser(thornhill, member);
  await storeUser(stonebridge, stored);
  await openForm(page, thornhill);
  const linked = { ...newPerson(), email: stored.email };
  const faulty = { ...newLongPerson(), lastName: "", email: "x".repeat(300) };
  const rows = [member, linked, faulty].map(rowOf);
  await paste(page, [...rows, newRows(24).csv].join("\n"));
  await expectHeading(page, checkHeading, several);
}

/** Opens the check of the rows that are not done. */
async function tryAgain(page: Page, path: Promise<string>): Promise<void> {
  await page.goto(await path);
  await page.getByRole("button", { name: "Try again the rows not done" }).click();
}

const open =
  (path: () => Promise<string>, query = "") =>
  async (page: Page) =>
    page.goto(`${await path()}${query}`);

const formPages: PageState[] = [
  ...statesOf({ route: form, as, heading: several, caption: thornhill, back: true }, [
    {
      name: "adding several: form",
      open: (page) => openForm(page, thornhill),
      title: supportTitle(`${several} - ${thornhill}`),
    },
    {
      name: "adding several: form with an error in what was pasted",
      open: async (page) => {
        await openForm(page, thornhill);
        await paste(page, `${rowOf(long)}\n"${rowOf(long)}`);
        await page.locator(".govuk-error-summary").waitFor();
      },
      status: 400,
      title: supportTitle(`Error: ${several} - ${thornhill}`),
    },
    {
      name: "adding several: form with an error in the file",
      open: async (page) => {
        await openForm(page, thornhill);
        await upload(page, "users.xlsx", "PK\u0003\u0004");
        await page.locator(".govuk-error-summary").waitFor();
      },
      status: 400,
      title: supportTitle(`Error: ${several} - ${thornhill}`),
    },
    {
      name: "adding several: form with a file of before",
      open: async (page) => {
        await openForm(page, thornhill);
        await upload(page, `${"long-name-".repeat(20)}.csv`, newRows(2).csv);
        await page.getByRole("link", { name: "Change what you entered" }).click();
        await page.locator(".govuk-inset-text").waitFor();
      },
      title: supportTitle(`${several} - ${thornhill}`),
    },
  ]),
  {
    name: "adding several: form for all organisations",
    route: form,
    as,
    open: openFormForAll,
    heading: several,
    title: supportTitle(several),
    back: true,
  },
];

const checkPages: PageState[] = [
  ...statesOf({ route: `${bulkChange}/check`, as, back: true }, [
    {
      name: "adding several: check, with everything it can find",
      open: pasteOfEveryKind,
      heading: checkHeading,
      caption: several,
      title: supportTitle(`${checkHeading} (page 1 of 2) - ${thornhill}`),
    },
    {
      name: "adding several: check, for all organisations, with nothing to do",
      open: async (page) => {
        await openFormForAll(page);
        await paste(page, `${rowOf(long)},123456\n${rowOf(newPerson())},`);
        await expectHeading(page, checkHeading, several);
      },
      heading: checkHeading,
      caption: several,
      title: supportTitle(checkHeading),
    },
    {
      name: "inviting several again: check",
      open: (page) =>
        tryAgain(
          page,
          storeBulkChange([{ verdict: "will_be_invited", outcome: "failed", exists: true }], {
            kind: "invite_again",
            organisations: [thornhill],
          }),
        ),
      heading: sureToInvite,
      title: supportTitle(`${sureToInvite} - ${thornhill}`),
    },
    {
      name: "removing several: check, from two organisations",
      open: (page) =>
        tryAgain(
          page,
          storeBulkChange(
            [newLongPerson(), newPerson()].map((person) => ({
              ...{ person, exists: true, verdict: "will_be_removed", outcome: "stopped" },
            })),
            { kind: "remove", organisations: [thornhill, stonebridge], stoppedBecause: "asked" },
          ),
        ),
      heading: sureToRemove,
      title: supportTitle(sureToRemove),
    },
  ]),
];

const several30 = Array.from({ length: 30 }, () => done);
const ofEveryOutcome: StoredRow[] = [
  { ...done, person: long },
  { verdict: "will_be_linked", outcome: "linked" },
  { verdict: "already_belongs", outcome: "already_belongs", problem: `Already belongs to ${thornhill}` },
  refused,
  { verdict: "will_be_added", outcome: "failed" },
  { verdict: "will_be_added", outcome: "stopped" },
];

const progressPages: PageState[] = [
  ...statesOf({ route: bulkChange, as, heading: several, caption: /by Priya Nair$/, back: true }, [
    {
      name: "bulk change in progress",
      open: open(() =>
        storeBulkChange([done, refused, { ...done, outcome: null }], { organisations: [thornhill] }),
      ),
      title: supportTitle(`${several} - ${thornhill}`),
    },
    {
      name: "bulk change that has ended, for the person who started it",
      open: open(() => storeBulkChange(several30, { organisations: [thornhill], isNews: true })),
      title: supportTitle(`${several} (page 1 of 2) - ${thornhill}`),
      banner: "30 users added",
    },
    {
      name: "bulk change with rows not done, for the person who started it",
      open: open(() => storeBulkChange([done, refused], { organisations: [thornhill], isNews: true })),
      title: supportTitle(`${several} - ${thornhill}`),
      banner: "1 user added. 1 was not added.",
    },
    {
      name: "bulk change that was stopped, with every outcome",
      open: open(() =>
        storeBulkChange(ofEveryOutcome, {
          organisations: [thornhill, stonebridge],
          stoppedBecause: "starter removed",
        }),
      ),
      title: supportTitle(several),
    },
    {
      name: "bulk change without rows to show",
      open: open(() => storeBulkChange([done], { organisations: [thornhill] }), "?show=not_done"),
      title: supportTitle(`${several} - ${thornhill}`),
    },
    {
      name: "bulk change whose details were deleted",
      open: open(() =>
        storeBulkChange([done, refused], { organisations: [thornhill], areDetailsDeleted: true }),
      ),
      title: supportTitle(`${several} - ${thornhill}`),
    },
  ]),
  {
    name: "bulk changes",
    route: "/support/bulk-changes",
    as,
    open: async (page) => {
      await storeBulkChange([done, { ...done, outcome: null }], { organisations: [thornhill] });
      await storeBulkChange([{ ...done, outcome: "stopped" }], {
        organisations: [stonebridge, thornhill],
        stoppedBecause: "asked",
      });
      await storeBulkChange(several30, { organisations: [stonebridge] });
      await page.goto("/support/bulk-changes");
    },
    title: /^Bulk changes( \(page 1 of \d+\))? - Support for Manage school placements - GOV\.UK$/,
    heading: "Bulk changes",
  },
];

/** The pages that change several users at once. */
export const bulkChangePages: PageState[] = [...formPages, ...checkPages, ...progressPages];
