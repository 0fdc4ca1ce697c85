import type { RequestHandler } from "express";
import type { Log } from "../log.ts";

/**
 * One line for each answer: the path without its query, which may hold what staff searched for, and without whatever
 * looks like an address that somebody typed there.
 */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.on("close", () => {
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

/** A path as it may be logged. */
export function loggedPath(address: string): string {
  const [path = ""] = address.split(/[?#]/);
  return path.replaceAll(/[^/]*(?:@|%40|%2540)[^/]*/gi, "…").slice(0, 200);
}
