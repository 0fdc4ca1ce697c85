/** Paths that would loop through sign-in or, like `//host`, name another site. */
const notOurs = /^\/(?:\/|auth|sign-)/;

/** The longest path that still fits into a cookie, and escaped again into an address. All our searches do. */
const longestPath = 2_500;

/** Whether a path is short enough to return to. With a longer one, browsers could not follow the redirect. */
export function canReturnTo(path: string): boolean {
  return path.length <= longestPath;
}

/**
 * Where to go after signing in: the page that was asked for if it is one of ours, or else `/` (specification, section 6).
 * The path is escaped, so that a header can hold it.
 *
 * @param path from a query string or a cookie
 */
export function returnPath(path: unknown, publicUrl: string): string {
  const isPath = typeof path === "string" && /^\/(?![/\\])/.test(path);
  const url = isPath ? URL.parse(path, publicUrl) : null;
  if (url?.origin !== publicUrl || notOurs.test(url.pathname)) return "/";
  const address = url.pathname + url.search + url.hash;
  return canReturnTo(address) ? address : "/";
}
