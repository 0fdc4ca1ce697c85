import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";

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
