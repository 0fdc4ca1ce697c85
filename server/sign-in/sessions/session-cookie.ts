import { type Cookie, createCookie } from "@remix-run/node";

const attributes = { path: "/", httpOnly: true, sameSite: "lax" } as const;
const overHttps = createCookie("__Host-session", { ...attributes, secure: true });
const overHttp = createCookie("session", { ...attributes, secure: false });

/**
 * Returns the session cookie (specification, section 6). Over http, as on localhost, it has neither the prefix
 * `__Host-` nor the attribute `Secure`, because browsers would reject the cookie.
 */
export function sessionCookie(publicUrl: string): Cookie {
  return publicUrl.startsWith("https:") ? overHttps : overHttp;
}
