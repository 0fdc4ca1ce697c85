/** How the cookies of a sign-in under way are set, apart from their names. */
type Attributes = { path: string; httpOnly: true; sameSite: "lax"; secure: boolean };

/**
 * Returns the attributes of the cookies of a sign-in, and what their names begin with. Browsers accept `__Host-` from our
 * own host over https only, so that nobody else, such as another site of the same domain, can plant a sign-in of their
 * own in a browser (specification, section 6, Cookies of a sign-in). Over http, as on localhost, they would reject it.
 */
export function cookieKind(publicUrl: string): { prefix: string; attributes: Attributes } {
  const attributes = { httpOnly: true, sameSite: "lax" } as const;
  return publicUrl.startsWith("https:")
    ? { prefix: "__Host-", attributes: { ...attributes, path: "/", secure: true } }
    : { prefix: "", attributes: { ...attributes, path: "/auth/dfe", secure: false } };
}

/** Returns a `Set-Cookie` header that deletes a cookie of a sign-in. Browsers ignore one with other attributes. */
export function deletionOf(name: string, publicUrl: string): string {
  const { path, secure } = cookieKind(publicUrl).attributes;
  return `${name}=; Path=${path}; Max-Age=0${secure ? "; Secure" : ""}`;
}

/** The cookies of a request, in the browser's order, as `name=value`. */
export function cookiesOf(request: Request): string[] {
  return (request.headers.get("Cookie") ?? "").split("; ");
}
