import { type Cookie, createCookie } from "@remix-run/node";
import { cookieKind, cookiesOf } from "./cookie-kind.ts";

/**
 * The cookie that makes the next sign-in ask who the person is, although DfE Sign-in still has a session of theirs
 * (specification, section 6, Asking again). It lasts until then, or until the browser is closed.
 */
const askAgainName = (publicUrl: string) => `${cookieKind(publicUrl).prefix}ask-again`;

/** Returns a `Set-Cookie` header. */
export function askAgain(publicUrl: string): Promise<string> {
  return cookieOf(publicUrl).serialize("yes");
}

/** Whether DfE Sign-in must ask who the person is in the sign-in that this request begins or completes. */
export function mustAskAgain(publicUrl: string, request: Request): boolean {
  return cookiesOf(request).some((one) => one.startsWith(`${askAgainName(publicUrl)}=`));
}

/** Returns a `Set-Cookie` header that deletes the cookie. */
export function stopAsking(publicUrl: string): Promise<string> {
  return cookieOf(publicUrl).serialize("", { maxAge: 0 });
}

function cookieOf(publicUrl: string): Cookie {
  return createCookie(askAgainName(publicUrl), cookieKind(publicUrl).attributes);
}
