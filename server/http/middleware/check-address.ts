import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";
import { decode } from "../decode.ts";

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
