import { expect } from "vitest";
import { errorHeading } from "../../../app/document/error-page.tsx";
import type { Answer, Sent } from "../product/exchange.ts";
import { typedMarkup } from "../inputs/texts.ts";
import { expectReply, type Reply } from "./procedure-answers.ts";

/**
 * The statuses of pages, including Node's own refusals, and those of a search that has to wait or takes too long. A healthy
 * console never sends 5xx.
 */
const pageStatuses = [200, 204, 302, 304, 400, 403, 404, 405, 408, 413, 415, 417, 422, 429, 431];

/** The statuses of files: also partial and conditional responses. */
const fileStatuses = [...pageStatuses, 206, 412, 416];

/** Leaked internals: a stack, a file path or a PostgreSQL message. */
const leaks = [
  /^\s+at .+:\d+:\d+\)?$/m,
  /node_modules|file:\/\/\/|"stack"/,
  /\b(?:TRPCError|ZodError|PostgresError|SyntaxError|TypeError)\b/,
  /invalid (?:input syntax|byte sequence)|violates \w+ constraint|syntax error at or near|unsupported Unicode/,
];

/** Checks any response: no 5xx, no internals, and no redirect to another site. */
export function expectSound({ method }: Sent, { status, headers, text }: Answer, elsewhere: string): void {
  expect(status).toBeLessThan(500);
  for (const leak of leaks) expect(text).not.toMatch(leak);
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  if (headers.location !== undefined) expectOwnLocation(headers.location, elsewhere);
  if (method === "HEAD" || status === 204 || status === 304) expect(text).toBe("");
}

function expectOwnLocation(location: string, elsewhere: string): void {
  const { origin } = new URL(location, "http://localhost:3000");
  expect(["http://localhost:3000", elsewhere, "https://end-session.example"]).toContain(origin);
}

/** Checks a page: our layout, and the heading of its status. Files, downloads, redirects and errors of the API pass too. */
export function expectPage(sent: Sent, answer: Answer, elsewhere: string): void {
  expectSound(sent, answer, elsewhere);
  const { status, headers, text } = answer;
  const isFile = !/html/.test(headers["content-type"] ?? "html") && status < 400;
  expect(isFile ? fileStatuses : [...pageStatuses, 412, 416]).toContain(status);
  if (isFile || sent.method === "HEAD" || [204, 302, 304].includes(status)) return;
  const answered = `of ${status}: ${text.slice(0, 200)}`;
  if (/^\/+api\b/i.test(sent.target) && headers["content-type"]?.startsWith("application/json")) {
    expectReply(JSON.parse(text) as Reply);
    return;
  }
  expect(headers["content-type"], answered).toBe("text/html; charset=utf-8");
  expect(headers["cache-control"], answered).toBe("no-store");
  expect(text).toMatch(/^<!doctype html><html lang="en" class="govuk-template">/);
  expect(text).toMatch(/<title>[^<]* - GOV\.UK<\/title>/);
  expect(text.match(/<h1/g)).toHaveLength(1);
  expect(text.endsWith("</html>")).toBe(true);
  expect(text).not.toContain(typedMarkup);
  const isOwnPage = status === 200 || text.includes("<title>Error: ") || status === 403;
  if (!isOwnPage) expect(text).toContain(`${errorHeading({ status })}</h1>`);
}

/**
 * Whether the request's head was too long, or named several hosts, so that nothing else was read. The response is then an
 * error page, or an error of the API.
 */
export function wasUnread(sent: Sent, answer: Answer, elsewhere: string): boolean {
  const hosts = sent.headers.filter(([name]) => name.toLowerCase() === "host");
  if (answer.status !== 431 && !(answer.status === 400 && hosts.length > 1)) return false;
  expectPage(sent, answer, elsewhere);
  return true;
}
