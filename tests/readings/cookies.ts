type Answer = { headers: Headers };

/**
 * A browser's cookies: `keep` stores the cookies of a response, `header` is the header of the next request.
 */
export function openCookieJar() {
  const cookies = new Map<string, string>();
  return {
    cookies,
    keep: ({ headers }: Answer) => {
      for (const cookie of headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value === "" || /max-age=0\b/i.test(cookie)) cookies.delete(name);
        else cookies.set(name, value);
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

/** The `Cookie` header of a browser after these responses. */
export function cookieHeader(...responses: Answer[]): string {
  const jar = openCookieJar();
  responses.forEach(jar.keep);
  return jar.header();
}

/** Where a response redirects. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("Location") ?? "", "http://localhost:3000");
}
