import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";
import { unpackChromium } from "./unpack-chromium.ts";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

// Playwright itself turns off background networking, sync, updates and the first-run page.
const switches = [
  "--no-sandbox", // root cannot use the sandbox, and only our own pages are opened
  "--disable-gpu",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1", // no page reaches the internet
];

/** How to open a page. `javaScript: false` stands for scripts that are off, blocked or broken. */
export type PageOptions = {
  javaScript: boolean;
  viewport?: { width: number; height: number };
  /** The base address of paths such as `/sign-in`. */
  baseURL?: string;
};

/**
 * Starts a browser: `CHROMIUM_PATH`, else the system's Chromium or Chrome, else the one npm installed.
 *
 * @throws {Error} naming `CHROMIUM_PATH` if there is none
 */
export async function launchChromium(): Promise<Browser> {
  const found = findInstalled();
  const binary = found ? { executablePath: found } : await unpackChromium();
  return chromium.launch({ ...binary, args: switches });
}

/**
 * Starts a browser with its back/forward cache, as people have it. The browser from npm has none.
 *
 * @throws {Error} naming `CHROMIUM_PATH` if no browser is installed
 */
export async function launchCachingChromium(): Promise<Browser> {
  const executablePath = findInstalled();
  if (executablePath === undefined) {
    throw new Error(
      "The back/forward cache needs a whole Chromium or Chrome: install one (on Debian, `apt-get install chromium`), or set CHROMIUM_PATH to its program.",
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      ...switches,
      "--enable-features=CacheControlNoStoreEnterBackForwardCache:level/restore-unless-http-only-cookie-change",
    ],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
}

function findInstalled(): string | undefined {
  return process.env["CHROMIUM_PATH"] ?? installed.find((path) => existsSync(path));
}

/** Opens a page in its own context, without shared cookies. */
export async function openPage(browser: Browser, options: PageOptions): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript,
    viewport: options.viewport ?? { width: 1280, height: 900 },
    ...(options.baseURL && { baseURL: options.baseURL }),
    userAgent: ordinaryUserAgent(browser.version()),
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** The user agent of ordinary Chrome: `isbot` treats headless Chromium as a bot. */
function ordinaryUserAgent(version: string): string {
  const [major] = version.split(".");
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major ?? ""}.0.0.0 Safari/537.36`;
}
