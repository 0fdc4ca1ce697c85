/**
 * Paths that lead back to the sign-in pages, and so into a loop, or that browsers read as another site, like `//host`.
 */
const notOurs = /^\/(?:\/|auth|sign-)/;

/**
 * The longest path, in characters, that fits in a cookie and, escaped a second time, in a URL. The paths of all our
 * searches are shorter.
 */
const longestPath = 2_500;

/**
 * Whether a path is short enough to return to after signing in. Browsers could not follow a redirect with a longer
 * path.
 */
export function canReturnTo(path: string): boolean {
  return path.length <= longestPath;
}

/**
 * Returns the path to redirect to after signing in: the requested one if it is a page of ours, or else `/`
 * (specification, section 6). The path is escaped, so that it is a valid header value.
 *
 * @param path the requested path, from a query string or a cookie, so it may be anything
 */
export function returnPath(path: unknown, publicUrl: string): string {
  const isPath = typeof path === "string" && /^\/(?![/\\])/.test(path);
  const url = isPath ? URL.parse(path, publicUrl) : null;
  if (url?.origin !== publicUrl || notOurs.test(url.pathname)) return "/";
  const address = url.pathname + url.search + url.hash;
  return canReturnTo(address) ? address : "/";
}
