import { cookiesOf, deletionOf } from "./cookie-kind.ts";
import { destinationCookieName } from "./destination.ts";
import { stateCookieName } from "../strategy.ts";

/** The largest number of sign-ins that one browser can have begun and not completed. */
const mostSignIns = 5;

/** Each sign-in has two cookies: the library's with its state, and ours with its destination. */
const cookiesPerSignIn = 2;

/**
 * The largest total size of these cookies, in characters of the header `Cookie`. Node refuses a request whose headers
 * have more than 16 kB in all, and proxies often one with a header of more than 8 kB.
 */
const largestSize = 6_000;

/**
 * Returns `Set-Cookie` headers that delete the cookies of the sign-ins abandoned first, so that those of a new sign-in
 * fit (specification, section 6, Cookies of a sign-in). Browsers send the cookies of one path in the order in which they were set.
 *
 * @param request the request that begins the new sign-in
 * @param added the `Set-Cookie` headers of the new sign-in
 */
export function deleteOldest(publicUrl: string, request: Request, added: readonly string[]): string[] {
  const starts = [`${stateCookieName(publicUrl)}:`, destinationCookieName(publicUrl, "")];
  const kept = cookiesOf(request).filter((cookie) => starts.some((start) => cookie.startsWith(start)));
  const sizes = added.map((header) => header.split(";", 1)[0]?.length ?? 0);
  let free = largestSize - sizes.reduce((total, size) => total + size, 0);
  let places = (mostSignIns - 1) * cookiesPerSignIn;
  const deleted = kept.toReversed().filter((cookie) => {
    free -= cookie.length;
    places -= 1;
    return free < 0 || places < 0;
  });
  return deleted.map((cookie) => deletionOf(cookie.slice(0, cookie.indexOf("=")), publicUrl));
}
