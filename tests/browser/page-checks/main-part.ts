import type { Page } from "playwright-core";
import { expect } from "vitest";

type Reading = {
  /** The page's HTML, if not the page that is open. */
  source?: string;
  /** Keeps only the table rows with this name. */
  only?: string;
};

/** The HTML of the main content, without the attributes that scripts add to mark their components. */
export function readMain(page: Page, reading: Reading = {}): Promise<string> {
  return page.evaluate(({ source, only = "" }) => {
    const whole = source === undefined ? document : new DOMParser().parseFromString(source, "text/html");
    const main = whole.querySelector("main")?.cloneNode(true) as Element;
    const others = [...main.querySelectorAll("tbody tr")].filter((row) => !row.textContent.includes(only));
    for (const row of others) row.remove();
    // GOV.UK's script puts a button in place of a file input.
    for (const element of main.querySelectorAll(".govuk-file-upload-wrapper")) {
      const input = element.querySelector("input");
      element.querySelector("button")?.remove();
      element.parentElement?.querySelector(".govuk-file-upload-announcements")?.remove();
      input?.removeAttribute("hidden");
      input?.setAttribute("id", input.name);
      main.querySelector(`label[for="${input?.name}"]`)?.removeAttribute("id");
    }
    for (const element of [main, ...main.querySelectorAll("*")]) {
      const marks = element
        .getAttributeNames()
        .filter((name) => /^(data-govuk-.*-init|tabindex)$/.test(name));
      for (const mark of marks) element.removeAttribute(mark);
    }
    return main.outerHTML;
  }, reading);
}

/** Checks that scripts only mark their components, and change nothing else on the served page. */
export async function expectAsServed(page: Page, source: string): Promise<void> {
  expect(await readMain(page), `${page.url()}, with JavaScript`).toBe(await readMain(page, { source }));
}

/** The main content without values that differ each time: ids, times and email statuses. */
export function withoutChance(main: string): string {
  return main
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, ":id")
    .replaceAll(/\b[\da-f]{8}\b/g, ":person")
    .replaceAll(/\d+(:\d\d)?[ap]m|midday|midnight/g, ":time")
    .replaceAll(/Waiting to be sent|Sent|Delivered/g, ":status")
    .replaceAll(/The invitation (is waiting to be|was) (sent|delivered)( on \d+ \w+ \d+)?\./g, ":invitation");
}
