import { openCookieJar } from "../../readings/cookies.ts";

/** A response: its status, its address and where it redirects. */
export type Shown = { status: number; url: URL; location: URL | undefined };
export type Browser = (address: string | URL, form?: Record<string, string>) => Promise<Shown>;

/** A browser without JavaScript. It uses a new connection for each request, and follows no redirects. */
export function openBrowser(origin: string): Browser {
  const jar = openCookieJar();
  return async (address, form) => {
    const url = new URL(address, origin);
    const response = await fetch(url, {
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
      headers: { Cookie: jar.header(), Connection: "close", ...(form && { Origin: url.origin }) },
      redirect: "manual",
    });
    jar.keep(response);
    await response.arrayBuffer(); // throws if the response breaks off
    const location = response.headers.get("Location");
    return { status: response.status, url, location: location === null ? undefined : new URL(location, url) };
  };
}

/**
 * Signs in through the provider's page.
 *
 * @throws {Error} unless that leads to the console's first page or to 503
 */
export async function signIn(visit: Browser, email: string): Promise<"done" | "unavailable"> {
  const landed = await follow(visit, await beginSignIn(visit, email));
  if (landed.status === 503) return "unavailable";
  if (landed.url.pathname === "/support/organisations" && landed.status === 200) return "done";
  throw new Error(`Signing in ended at ${landed.url.pathname} with ${landed.status}`);
}

/** The first half of a sign-in. The last response redirects back to the console. */
export async function beginSignIn(visit: Browser, email: string): Promise<Shown> {
  const page = await follow(visit, await visit("/auth/dfe"));
  if (!page.url.pathname.startsWith("/interaction/")) return page; // already signed in there, or unavailable
  let shown = await visit(page.url, { email, given_name: "Priya", family_name: "Nair" });
  while (shown.location?.origin === page.url.origin) shown = await visit(shown.location);
  return shown;
}

async function follow(visit: Browser, shown: Shown): Promise<Shown> {
  return shown.location ? follow(visit, await visit(shown.location)) : shown;
}
