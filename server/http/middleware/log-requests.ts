import type { RequestHandler } from "express";
import type { Log } from "../../log.ts";

/** Logs one line for each response. */
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

/**
 * Returns a URL's path without personal data: without the query string, which may contain a search, and with `…` in
 * place of each segment that contains an `@`, as email addresses do.
 */
export function loggedPath(address: string): string {
  const [path = ""] = address.split(/[?#]/, 1);
  const isSafe = !/@|%40|%2540/i.test(path);
  return (isSafe ? path : path.replaceAll(/[^/]*(?:@|%40|%2540)[^/]*/gi, "…")).slice(0, 200);
}
