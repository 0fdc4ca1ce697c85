/** The `Cookie` header of a browser that has got these responses, one after the other. */
export function cookieHeader(...responses: { headers: Headers }[]): string {
  const jar = new Map<string, string>();
  for (const cookie of responses.flatMap(({ headers }) => headers.getSetCookie())) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/max-age=0\b/i.test(cookie)) jar.delete(name);
    else jar.set(name, value);
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** Where a response leads. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("Location") ?? "", "http://localhost:3000");
}
