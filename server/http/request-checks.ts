import express, { type RequestHandler } from "express";
import { HttpError } from "./http-error.ts";

/** The longest body, in bytes: a form of ours is a hundredth of it. */
const bodyLimit = 100_000;

/** For what Remix's own script would ask, and our pages never do: loader data, and the list of routes. */
const internalPath = /\.data\/?$|^\/__manifest\/?$|^\/problem(\/|$)/i;

/** Refuses an address that cannot be read (400), and one that is not for anybody outside (404). */
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
  // A redirect to such a path of ours would lead to another site, and Remix fails on some of them.
  if (/^\/[/\\]/.test(path)) return 404;
  return internalPath.test(path) || url.searchParams.has("_data") ? 404 : undefined;
}

/** Answers OPTIONS, and refuses methods that no page knows (405). */
export const checkMethod: RequestHandler = (request, response, next) => {
  if (["GET", "HEAD", "POST"].includes(request.method)) {
    next();
    return;
  }
  response.set("Allow", "GET, HEAD, POST, OPTIONS");
  if (request.method === "OPTIONS") response.status(204).end();
  else next(new HttpError(405));
};

/**
 * Refuses what another site has a browser send here (403): by `Origin`, else `Sec-Fetch-Site`, else `Referer`, against
 * our own address and no forwarded header. Whoever sends none of them is no browser, and holds no one's cookie.
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

/** Reads a body whole (413 where it is too long), and refuses what is no form (400). */
export const readForm: RequestHandler[] = [
  express.raw({ type: () => true, limit: bodyLimit, inflate: false }),
  (request, _response, next) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || body.length === 0) {
      next();
      return;
    }
    isForm(body, request.headers["content-type"] ?? "").then((ok) => {
      next(ok ? undefined : new HttpError(400));
    }, next);
  },
];

async function isForm(body: Buffer, type: string): Promise<boolean> {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    return decode(body.toString("latin1").replaceAll("+", " ")) !== undefined;
  }
  if (!/^multipart\/form-data\b/i.test(type)) return false;
  const form = new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
  return form.then(
    () => true,
    () => false,
  );
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
