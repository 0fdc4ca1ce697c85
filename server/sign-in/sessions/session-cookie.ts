import { type Cookie, createCookie } from "@remix-run/node";

/** The cookie of sessions (specification, section 6). Over http, as on localhost, browsers accept neither `__Host-` nor Secure. */
export function createSessionCookie(publicUrl: string): Cookie {
  const secure = publicUrl.startsWith("https:");
  return createCookie(secure ? "__Host-session" : "session", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}
