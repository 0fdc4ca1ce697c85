import { type Cookie, createCookie } from "@remix-run/node";
import { timedOutParameter } from "../query-parameters.ts";
import { returnPath } from "../return-path.ts";
import { signInDuration } from "./strategy.ts";

/** The page to show after a sign-in, and whether it has a form that was posted after the time-out. */
export type Destination = { path: string; isAfterTimeout: boolean };

/** @returns the `Set-Cookie` header that keeps the destination in a request's query */
export function keepDestination(publicUrl: string, state: string, request: Request): Promise<string> {
  const query = new URL(request.url).searchParams;
  const path = returnPath(query.get("returnTo"), publicUrl);
  const destination: Destination = { path, isAfterTimeout: query.has(timedOutParameter) };
  return cookieOf(publicUrl, state).serialize(destination);
}

/** Reads the destination that was kept, and trusts nothing in the cookie. */
export async function readDestination(
  publicUrl: string,
  state: string,
  request: Request,
): Promise<Destination> {
  const kept: unknown = await cookieOf(publicUrl, state).parse(request.headers.get("Cookie"));
  const { path, isAfterTimeout } = (kept ?? {}) as { [Name in keyof Destination]?: unknown };
  return { path: returnPath(path, publicUrl), isAfterTimeout: isAfterTimeout === true };
}

/** @returns the `Set-Cookie` header that removes the cookie */
export function clearDestination(publicUrl: string, state: string): Promise<string> {
  return cookieOf(publicUrl, state).serialize("", { maxAge: 0 });
}

/** Each sign-in has a cookie of its own, so that two tabs keep their destinations. */
function cookieOf(publicUrl: string, state: string): Cookie {
  return createCookie(`return-to-${state.replace(/[^\w-]/g, "").slice(0, 16)}`, {
    path: "/auth/dfe",
    httpOnly: true,
    sameSite: "lax",
    secure: publicUrl.startsWith("https:"),
    maxAge: signInDuration,
  });
}
