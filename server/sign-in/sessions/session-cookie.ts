import { type Cookie, createCookie } from "@remix-run/node";

/**
 * Creates the session cookie (specification, section 6). Over http, as on localhost, it has neither the prefix
 * `__Host-` nor the attribute `Secure`, because browsers would reject the cookie.
 */
export function createSessionCookie(publicUrl: string): Cookie {
  const secure = publicUrl.startsWith("https:");
  return createCookie(secure ? "__Host-session" : "session", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}
