/** Whether a path leads into the console, wherever it came from: its own paths only (SPEC §6). */
function isOwnPath(path: string, publicUrl: string): boolean {
  if (!/^\/(?![/\\])/.test(path)) return false;
  const url = URL.parse(path, publicUrl);
  return url?.origin === publicUrl && !/^\/(?:auth|sign-)/.test(url.pathname);
}

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours, else `/`.
 *
 * @param path what came back, from a query string or a cookie
 */
export function returnPath(path: unknown, publicUrl: string): string {
  return typeof path === "string" && isOwnPath(path, publicUrl) ? path : "/";
}
