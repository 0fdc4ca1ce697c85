import { redirect } from "@remix-run/node";

const farthest = 1_000_000_000; // past the end of any list, and still a number that PostgreSQL can skip to

/** The page that a URL asks for; what is not a positive whole number is page 1 (SPEC §3). */
export function requestedPage(request: Request): number {
  const page = new URL(request.url).searchParams.get("page") ?? "";
  return /^[1-9]\d*$/.test(page) ? Math.min(Number(page), farthest) : 1;
}

/**
 * Leads a page past the end to the first one.
 *
 * @throws {Response} a redirect
 */
export function checkPage(request: Request, { page, pageCount }: { page: number; pageCount: number }): void {
  if (page <= pageCount) return;
  const url = new URL(request.url);
  url.searchParams.delete("page");
  throw redirect(url.pathname + url.search);
}
