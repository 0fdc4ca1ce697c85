import type { RequestHandler } from "express";
import type { Log } from "../../log.ts";

/** Logs a line for each response. */
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

/** A path without personal data: without its query, which may be a search, and without anything like an email address. */
export function loggedPath(address: string): string {
  const [path = ""] = address.split(/[?#]/);
  return path.replaceAll(/[^/]*(?:@|%40|%2540)[^/]*/gi, "…").slice(0, 200);
}
