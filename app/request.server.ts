import { redirect } from "@remix-run/node";
import type { Params } from "@remix-run/react";
import { filterInput } from "../server/activity/schema";
import { normaliseQuery } from "../server/procedures/search-query";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * An id from the URL, in lower case.
 *
 * @throws {Response} 404 where it is not a UUID
 */
export function uuidParam(params: Params, name: string): string {
  const value = params[name] ?? "";
  if (!uuid.test(value)) throw new Response(null, { status: 404 });
  return value.toLowerCase();
}

/** Past the end of any list, but small enough for an OFFSET in PostgreSQL. */
const farthestPage = 1_000_000_000;

/** The number of the requested page. Anything but a positive whole number is page 1 (specification, section 3). */
export function requestedPage(request: Request): number {
  const page = new URL(request.url).searchParams.get("page") ?? "";
  return /^[1-9]\d*$/.test(page) ? Math.min(Number(page), farthestPage) : 1;
}

/**
 * Redirects from a page past the end to the first one.
 *
 * @throws {Response} the redirect
 */
export function checkPage(request: Request, { page, pageCount }: { page: number; pageCount: number }): void {
  if (page <= pageCount) return;
  const url = new URL(request.url);
  url.searchParams.delete("page");
  throw redirect(url.pathname + url.search);
}

/** The search in the URL, as procedures take it. Empty without one. */
export function requestedQuery(request: Request): string {
  return normaliseQuery(new URL(request.url).searchParams.get("query") ?? "");
}

/**
 * The filter of the activity log in the URL. Empty fields of the form are left out.
 *
 * @throws {Response} 404 for an id or a kind that does not exist
 */
export function requestedActivity(request: Request) {
  const query = new URL(request.url).searchParams;
  const fields = ["userId", "organisationId", "kind"].flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  const filter = filterInput.safeParse(Object.fromEntries(fields));
  if (!filter.success) throw new Response(null, { status: 404 });
  return filter.data;
}
