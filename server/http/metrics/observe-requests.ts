import type { RequestHandler } from "express";
import type { Metrics } from "./metrics.ts";

const methods = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

/** Counts every response, and the time from the request's headers to the response's last byte. */
export function observeRequests({ requests }: Metrics, nameRoute: (path: string) => string): RequestHandler {
  return ({ method, path }, response, next) => {
    const began = performance.now();
    response.on("close", () => {
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : "aborted";
      const labels = { method: methods.has(method) ? method : "other", route: nameRoute(path), status };
      requests.observe(labels, (performance.now() - began) / 1_000);
    });
    next();
  };
}
