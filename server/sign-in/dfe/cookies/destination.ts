import { type Cookie, createCookie } from "@remix-run/node";
import { timedOutParameter } from "../../query-parameters.ts";
import { returnPath } from "../../return-path.ts";
import { cookieKind, cookiesOf } from "./cookie-kind.ts";
import { signInDuration } from "../strategy.ts";

/**
 * The page to show after a sign-in. `isAfterTimeout`: the page has a form that was posted after the session had timed
 * out.
 */
export type Destination = { path: string; isAfterTimeout: boolean };

/**
 * Reads the destination from the query string of the request's URL.
 *
 * @returns a `Set-Cookie` header that stores the destination until the sign-in is complete
 */
export function keepDestination(publicUrl: string, state: string, request: Request): Promise<string> {
  const query = new URL(request.url).searchParams;
  const path = returnPath(query.get("returnTo"), publicUrl);
  const destination: Destination = { path, isAfterTimeout: query.has(timedOutParameter) };
  return cookieOf(publicUrl, state).serialize(destination);
}

/** Reads the destination from its cookie. It checks the path again, because the browser may have changed the cookie. */
export async function readDestination(
  publicUrl: string,
  state: string,
  request: Request,
): Promise<Destination> {
  return readFrom(cookieOf(publicUrl, state), publicUrl, request);
}

/**
 * Returns the path that begins a sign-in again, with the destination of the browser's newest sign-in, because the
 * response of DfE Sign-in does not say which one it belongs to. Browsers send the newest cookie last.
 *
 * @returns undefined if this browser has begun no sign-in
 */
export async function pathToBeginAgain(publicUrl: string, request: Request): Promise<string | undefined> {
  const start = destinationCookieName(publicUrl, "");
  const newest = cookiesOf(request).findLast((cookie) => cookie.startsWith(start));
  if (newest === undefined) return undefined;
  const cookie = createCookie(newest.slice(0, newest.indexOf("=")));
  const { path, isAfterTimeout } = await readFrom(cookie, publicUrl, request);
  const query = new URLSearchParams({
    returnTo: path,
    ...(isAfterTimeout && { [timedOutParameter]: "yes" }),
  });
  return `/auth/dfe?${query.toString()}`;
}

async function readFrom(cookie: Cookie, publicUrl: string, request: Request): Promise<Destination> {
  const kept: unknown = await cookie.parse(request.headers.get("Cookie"));
  const { path, isAfterTimeout } = (kept ?? {}) as { [Name in keyof Destination]?: unknown };
  return { path: returnPath(path, publicUrl), isAfterTimeout: isAfterTimeout === true };
}

/** @returns a `Set-Cookie` header that deletes the destination's cookie */
export function clearDestination(publicUrl: string, state: string): Promise<string> {
  return cookieOf(publicUrl, state).serialize("", { maxAge: 0 });
}

/**
 * Returns the name of the destination's cookie. It contains the state, so that sign-ins in two tabs do not overwrite each
 * other's destination.
 */
export function destinationCookieName(publicUrl: string, state: string): string {
  return `${cookieKind(publicUrl).prefix}return-to-${state.replace(/[^\w-]/g, "").slice(0, 16)}`;
}

function cookieOf(publicUrl: string, state: string): Cookie {
  const { attributes } = cookieKind(publicUrl);
  return createCookie(destinationCookieName(publicUrl, state), { ...attributes, maxAge: signInDuration });
}
