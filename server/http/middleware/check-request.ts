import type { RequestHandler, Response } from "express";
import { decode } from "../decode.ts";
import { HttpError } from "../http-error.ts";

/**
 * Paths that no browser should request: those of Remix's browser script, which our pages do not load (loader data and
 * the list of routes).
 */
const internalPath = /\.data\/?$|^\/__manifest\/?$/i;

/**
 * Refuses a URL that cannot be parsed (400), and a URL that is internal or whose path begins with `//` or `/\` (404).
 * The URL starts with `PUBLIC_URL`, whatever the request's headers say; `urlOf` returns it.
 */
export function checkAddress(publicUrl: string): RequestHandler {
  return ({ originalUrl }, response, next) => {
    const url = originalUrl.startsWith("/") ? URL.parse(publicUrl + originalUrl) : null;
    response.locals.url = url;
    const status = url === null ? 400 : faultOf(url);
    next(status === undefined ? undefined : new HttpError(status));
  };
}

/** Returns the request's URL. `checkAddress` must have allowed the request. */
export function urlOf({ locals }: Response): URL {
  const { url } = locals as { url?: URL | null };
  if (!url) throw new Error("checkAddress has not run");
  return url;
}

function faultOf({ pathname, search }: URL): 400 | 404 | undefined {
  const path = decode(pathname);
  if (path === undefined || path.includes("\0")) return 400;
  // A redirect to a path that begins with `//` or `/\` would lead to another site. Remix also fails on some of these
  // paths.
  if (/^\/[/\\]/.test(path)) return 404;
  return internalPath.test(path) || (search !== "" && new URLSearchParams(search).has("_data"))
    ? 404
    : undefined;
}

/**
 * Refuses a form that another site makes a browser post (403). Checks `Origin`; without it `Sec-Fetch-Site`; without
 * both `Referer`. Compares with `PUBLIC_URL`, as a client can forge forwarded headers. A client that sends none of the
 * three is allowed: it is not a browser, so no other site can make it send a user's cookie.
 */
export function checkOrigin(publicUrl: string): RequestHandler {
  return ({ method, headers }, _response, next) => {
    const isSafe = method === "GET" || method === "HEAD";
    next(isSafe || isOurs(headers, publicUrl) ? undefined : new HttpError(403));
  };
}

function isOurs(headers: Record<string, string | string[] | undefined>, publicUrl: string): boolean {
  const { origin, referer } = headers;
  const site = headers["sec-fetch-site"];
  if (origin !== undefined) return origin === publicUrl;
  if (site !== undefined) return site === "same-origin" || site === "none";
  return referer === undefined || URL.parse(String(referer))?.origin === publicUrl;
}

/** Responds to OPTIONS, and refuses methods that no page supports (405). */
export const checkMethod: RequestHandler = (request, response, next) => {
  if (["GET", "HEAD", "POST"].includes(request.method)) {
    next();
    return;
  }
  response.set("Allow", "GET, HEAD, POST, OPTIONS");
  if (request.method === "OPTIONS") response.status(204).end();
  else next(new HttpError(405));
};
