import type { RequestHandler } from "express";
import { decode } from "../decode.ts";
import { HttpError } from "../http-error.ts";

/** What only Remix's browser script requests, which our pages do not load: loader data and the list of routes. */
const internalPath = /\.data\/?$|^\/__manifest\/?$|^\/problem(\/|$)/i;

/** Refuses an address that cannot be read (400) or is internal (404). */
export function checkAddress(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    const status = faultOfAddress(request.originalUrl, publicUrl);
    next(status === undefined ? undefined : new HttpError(status));
  };
}

function faultOfAddress(address: string, publicUrl: string): 400 | 404 | undefined {
  const url = address.startsWith("/") ? URL.parse(publicUrl + address) : null;
  const path = url && decode(url.pathname);
  if (!url || typeof path !== "string" || path.includes("\0")) return 400;
  // A redirect to such a path would lead to another site, and Remix fails on some of them.
  if (/^\/[/\\]/.test(path)) return 404;
  return internalPath.test(path) || url.searchParams.has("_data") ? 404 : undefined;
}

/**
 * Refuses a form that another site makes a browser post (403). `Origin` decides, or else `Sec-Fetch-Site`, or else
 * `Referer`, compared with our own address and never with a forwarded header. A client that sends none of them is not a
 * browser, so it cannot be made to send a person's cookie.
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

/** Answers OPTIONS, and refuses methods that no page takes (405). */
export const checkMethod: RequestHandler = (request, response, next) => {
  if (["GET", "HEAD", "POST"].includes(request.method)) {
    next();
    return;
  }
  response.set("Allow", "GET, HEAD, POST, OPTIONS");
  if (request.method === "OPTIONS") response.status(204).end();
  else next(new HttpError(405));
};
