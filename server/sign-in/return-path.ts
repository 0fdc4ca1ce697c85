/** Paths that would loop through sign-in or, as `//host` does, name another site. */
const notOurs = /^\/(?:\/|auth|sign-)/;

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours, else `/` (SPEC §6). It comes back
 * as an address is written, so that a header can hold it.
 *
 * @param path what came back, from a query string or a cookie
 */
export function returnPath(path: unknown, publicUrl: string): string {
  const isPath = typeof path === "string" && /^\/(?![/\\])/.test(path);
  const url = isPath ? URL.parse(path, publicUrl) : null;
  if (url?.origin !== publicUrl || notOurs.test(url.pathname)) return "/";
  return url.pathname + url.search + url.hash;
}
