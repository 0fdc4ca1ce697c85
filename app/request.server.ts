import { redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";
import type { PageRequest } from "../server/http/reading/page-build";
import { type Show, showInput } from "../server/people/filters/shows";
import { type Period, periods } from "../server/performance/periods";
import { normaliseQuery } from "../server/search/query";
import { failedParameter, timedOutParameter } from "../server/sign-in/query-parameters";
import { canReturnTo } from "../server/sign-in/return-path";
import { paths } from "./paths";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The id in the URL's path parameter `name`, in lower case.
 *
 * @throws {Response} 404 if it is not a UUID
 */
export function uuidParam(params: Params, name: string): string {
  const value = params[name] ?? "";
  if (!uuid.test(value)) throw new Response(null, { status: 404 });
  return value.toLowerCase();
}

/**
 * The id in the URL's query parameter `name`, in lower case; undefined if there is none.
 *
 * @throws {Response} 404 if it is not a UUID
 */
export function requestedId(request: PageRequest, name: string): string | undefined {
  const value = new URL(request.url).searchParams.get(name);
  return value === null ? undefined : uuidParam({ [name]: value }, name);
}

/** The highest page number used: beyond the end of every list, but its OFFSET is not too large for PostgreSQL. */
const farthestPage = 1_000_000_000;

/** The URL's `page` parameter; 1 if that is not a positive whole number (specification, section 3). */
export function requestedPage(request: PageRequest): number {
  const page = new URL(request.url).searchParams.get("page") ?? "";
  return /^[1-9]\d*$/.test(page) ? Math.min(Number(page), farthestPage) : 1;
}

/**
 * Redirects to the first page of a list if the requested page is after the last one.
 *
 * @throws {Response} the redirect
 */
export function checkPage(
  request: PageRequest,
  { page, pageCount }: { page: number; pageCount: number },
): void {
  if (page <= pageCount) return;
  const url = new URL(request.url);
  url.searchParams.delete("page");
  throw redirect(url.pathname + url.search);
}

/** The URL's `query` parameter, normalised as procedures expect it; empty if there is no search. */
export function requestedQuery(request: PageRequest): string {
  return normaliseQuery(new URL(request.url).searchParams.get("query") ?? "");
}

/** Returns which users the URL's `show` parameter asks for; 'all' without one, or if there is no such filter. */
export function requestedShow(request: PageRequest): Show {
  const show = showInput.safeParse(new URL(request.url).searchParams.get("show") ?? undefined);
  return show.success ? show.data : "all";
}

/**
 * The period of the Performance page, from the URL's `period`; the last 30 days without one.
 *
 * @throws {Response} 404 if there is no such period
 */
export function requestedPeriod(request: PageRequest): Period {
  const period = new URL(request.url).searchParams.get("period") ?? "30_days";
  if (!isPeriod(period)) throw new Response(null, { status: 404 });
  return period;
}

function isPeriod(text: string): text is Period {
  return (periods as readonly string[]).includes(text);
}

/** The fields of a posted form. `formData` throws if the request has no body, which here counts as a form without fields. */
export async function readForm(request: Request): Promise<FormData> {
  return request.body === null ? new FormData() : await request.formData();
}

/** The path of the sign-in page for a request without a session. After signing in, the requested page opens. */
export function signInPath(request: PageRequest): string {
  const { pathname, search } = new URL(request.url);
  const requested = pathname + search;
  return paths.signIn({
    ...(canReturnTo(requested) && { returnTo: requested }),
    // A form is posted without a session when the session has ended since the form was opened.
    ...(request.method === "POST" && { [timedOutParameter]: "yes" }),
  });
}

/** What the sign-in page needs from its URL: the path of its button, and whether the last attempt failed. */
export function readSignInRequest(request: PageRequest): { href: string; hasFailed: boolean } {
  const query = new URL(request.url).searchParams;
  const kept: Record<string, string> = {};
  for (const name of ["returnTo", timedOutParameter]) {
    const value = query.get(name);
    if (value !== null) kept[name] = value;
  }
  return { href: paths.beginSignIn(kept), hasFailed: query.has(failedParameter) };
}
