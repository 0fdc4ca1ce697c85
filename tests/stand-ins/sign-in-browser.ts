/** A browser without JavaScript. It keeps cookies, and follows redirects within the site. */
export type TestBrowser = { visit: (url: string, form?: Record<string, string>) => Promise<Response> };

/** Opens a browser. A visit with a form is a POST. */
export function openBrowser(): TestBrowser {
  const jar = new Map<string, string>();
  async function visit(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: form ? "POST" : "GET",
      body: form && new URLSearchParams(form),
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    keepCookies(jar, response);
    const next = locationOf(response, url);
    return next?.origin === new URL(url).origin ? visit(next.href) : response;
  }
  return { visit };
}

export function locationOf(response: Response, base?: string): URL | null {
  const location = response.headers.get("location");
  return location === null ? null : new URL(location, base);
}

function keepCookies(jar: Map<string, string>, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value) jar.set(name, value);
    else jar.delete(name);
  }
}
