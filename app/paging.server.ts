import { redirect } from "@remix-run/node";

/** The page that a URL asks for; what is not a positive whole number is page 1 (SPEC §3). */
export function requestedPage(request: Request): number {
  const page = new URL(request.url).searchParams.get("page") ?? "";
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
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
