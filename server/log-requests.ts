import type { RequestHandler } from "express";
import type { Log } from "./log.ts";

/** One line for each answer: the path without its query, which may hold what staff searched for. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.on("finish", () => {
      log.info(
        {
          requestId: String(response.locals.requestId),
          method: request.method,
          path: request.originalUrl.split("?")[0],
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - began),
        },
        "Request",
      );
    });
    next();
  };
}
