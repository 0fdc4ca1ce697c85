import type { Page } from "playwright-core";
import { expect } from "vitest";

type Reading = {
  /** The page as HTML, where it is not the one that is shown. */
  source?: string;
  /** The name that a table's row has in it, where other rows do not count. */
  only?: string;
};

/** The main part of a page as HTML, without the marks that scripts leave on what they look after. */
export function readMain(page: Page, reading: Reading = {}): Promise<string> {
  return page.evaluate(({ source, only = "" }) => {
    const whole = source === undefined ? document : new DOMParser().parseFromString(source, "text/html");
    const main = whole.querySelector("main")?.cloneNode(true) as Element;
    const others = [...main.querySelectorAll("tbody tr")].filter((row) => !row.textContent.includes(only));
    for (const row of others) row.remove();
    for (const element of [main, ...main.querySelectorAll("*")]) {
      const marks = element
        .getAttributeNames()
        .filter((name) => /^(data-govuk-.*-init|tabindex)$/.test(name));
      for (const mark of marks) element.removeAttribute(mark);
    }
    return main.outerHTML;
  }, reading);
}

/** Checks that a page shows what was served: scripts may mark it as theirs, and change nothing else. */
export async function expectAsServed(page: Page, source: string): Promise<void> {
  expect(await readMain(page), `${page.url()}, with JavaScript`).toBe(await readMain(page, { source }));
}

/** A main part without what differs each time: ids, times, and how far an email has come. */
export function withoutChance(main: string): string {
  return main
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, ":id")
    .replaceAll(/\b[\da-f]{8}\b/g, ":person")
    .replaceAll(/\d+(:\d\d)?[ap]m|midday|midnight/g, ":time")
    .replaceAll(/Waiting to be sent|Sent|Delivered/g, ":status");
}
