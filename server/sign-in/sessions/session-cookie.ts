import { type Cookie, createCookie } from "@remix-run/node";

/** The session's cookie; over plain http, as on localhost, browsers accept neither `__Host-` nor Secure (specification, section 6). */
export function createSessionCookie(publicUrl: string): Cookie {
  const secure = publicUrl.startsWith("https:");
  return createCookie(secure ? "__Host-session" : "session", {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
  });
}
