import type { Browser, ConsoleMessage, Page } from "playwright-core";
import { expect, inject, test, type TestContext } from "vitest";
import { launchChromium, openPage } from "../../setup/chromium/launch-chromium.ts";
import { saveScreenshots } from "./screenshots.ts";

/**
 * What a journey gets: a browser page, and `visit` to open another person's page, without shared cookies.
 * `visit` uses the journey's JavaScript setting unless told otherwise.
 */
export type Journey = { page: Page; visit: (javaScript?: boolean) => Promise<Page>; javaScript: boolean };

type Needs = { browser: Browser; javaScript: boolean; task: TestContext["task"] };
type Ending = { onCleanup: (end: () => Promise<void>) => void };

const withBrowser = test.extend("browser", { scope: "worker" }, async ({}, { onCleanup }) => {
  const browser = await launchChromium();
  onCleanup(() => browser.close());
  return browser;
});

/** A test with JavaScript on. */
export const scripted = withJavaScript(true);

/** A test with JavaScript off. */
export const scriptless = withJavaScript(false);

/** Runs a journey twice: without JavaScript and with it. Both use one database, so choose fresh names. */
export function journey(name: string, walk: (journey: Journey) => Promise<void>): void {
  scriptless(`${name}, without JavaScript`, walk);
  scripted(`${name}, with JavaScript`, walk);
}

function withJavaScript(javaScript: boolean) {
  return withBrowser
    .extend("javaScript", javaScript)
    .extend("visit", openVisits)
    .extend("page", ({ visit }) => visit());
}

function openVisits({ browser, javaScript: usual, task }: Needs, { onCleanup }: Ending): Journey["visit"] {
  const pages: Page[] = [];
  const complaints: string[] = [];
  onCleanup(async () => {
    const failed = task.result?.state === "fail" || complaints.length > 0;
    if (failed) await saveScreenshots(task.name, pages);
    await Promise.all(pages.map((page) => page.context().close()));
    expect(complaints, "what the browser's console said").toEqual([]);
  });
  return async (javaScript = usual) => {
    const page = await openPage(browser, { javaScript, baseURL: inject("product").console });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (isComplaint(message)) complaints.push(message.text());
    });
    pages.push(page);
    return page;
  };
}

/** Errors such as a blocked script. The status of an error page is for the journey to check. */
function isComplaint(message: ConsoleMessage): boolean {
  return (
    message.type() === "error" && !message.text().startsWith("Failed to load resource: the server responded")
  );
}
