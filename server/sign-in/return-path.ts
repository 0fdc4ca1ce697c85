/** Paths that would loop through sign-in or, as `//host` does, name another site. */
const notOurs = /^\/(?:\/|auth|sign-)/;

/** What fits into a cookie, and escaped once more into an address: any search of ours does. */
const longestPath = 2_500;

/** Whether a path is short enough to come back to: a longer one would make a `Location` that browsers cannot follow. */
export function canReturnTo(path: string): boolean {
  return path.length <= longestPath;
}

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours, else `/` (specification, section 6). It comes back
 * as an address is written, so that a header can hold it.
 *
 * @param path what came back, from a query string or a cookie
 */
export function returnPath(path: unknown, publicUrl: string): string {
  const isPath = typeof path === "string" && /^\/(?![/\\])/.test(path);
  const url = isPath ? URL.parse(path, publicUrl) : null;
  if (url?.origin !== publicUrl || notOurs.test(url.pathname)) return "/";
  const address = url.pathname + url.search + url.hash;
  return canReturnTo(address) ? address : "/";
}
