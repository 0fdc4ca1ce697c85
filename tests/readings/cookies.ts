type Answer = { headers: Headers };

/** A browser's cookies: `keep` takes what a response sets, `header` is what the next request sends. */
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

/** The `Cookie` header of a browser that has got these responses, one after the other. */
export function cookieHeader(...responses: Answer[]): string {
  const jar = openCookieJar();
  responses.forEach(jar.keep);
  return jar.header();
}

/** Where a response leads. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("Location") ?? "", "http://localhost:3000");
}
