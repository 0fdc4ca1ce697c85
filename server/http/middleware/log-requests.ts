import type { RequestHandler } from "express";
import type { Log } from "../../log.ts";
import { afterResponse } from "../connections/after-response.ts";

/** Logs one line for each response. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    afterResponse(response, () => {
      log.info(
        {
          requestId: String(response.locals.requestId),
          method: request.method,
          path: loggedPath(request.originalUrl),
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - began),
          ...(!response.writableFinished && { aborted: true }),
        },
        "Request",
      );
    });
    next();
  };
}

/** How much of a path is logged, in UTF-16 code units. */
const longestLogged = 300;

const atSign = /@|%40|%2540/i;

/**
 * Returns a URL's path without personal data: without the query string, which may contain a search, and with `…` in
 * place of each segment that contains an `@`, as email addresses do. Of a longer path, the last segment that would be
 * cut becomes `…` too (specification, section 9, Hostile requests).
 */
export function loggedPath(address: string): string {
  const [path = ""] = address.split(/[?#]/, 1);
  const segments = path.slice(0, longestLogged).split("/");
  if (path.length > longestLogged) segments.splice(-1, 1, "…");
  return segments.map((segment) => (atSign.test(segment) ? "…" : segment)).join("/");
}
