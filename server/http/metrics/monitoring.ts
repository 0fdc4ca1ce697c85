import type { ServerBuild } from "@remix-run/node";
import express, { type RequestHandler, type Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Resources } from "../../resources.ts";
import { requireBearerToken } from "../middleware/require-bearer-token.ts";
import { createPatternMatcher, patternOf } from "../route-patterns.ts";
import { readDatabaseMetrics } from "./database-metrics.ts";
import type { Metrics } from "./metrics.ts";

/**
 * Measures requests, and serves the metrics to Prometheus at `GET /metrics`; without a `METRICS_TOKEN` it does neither.
 * Each process counts its own requests. The emails, which workers send, are counted in the database, so that only web
 * processes have to be scraped.
 *
 * @param routes of the pages
 */
export function monitoring(
  { environment, db, log, metrics }: Resources,
  routes: ServerBuild["routes"],
): Router {
  const router = express.Router();
  if (environment.METRICS_TOKEN === undefined) return router;
  collectDefaultMetrics({ register: metrics.registry });
  router.use(observeRequests(metrics, createRouteNames(routes)));
  router.get("/metrics", requireBearerToken(environment.METRICS_TOKEN), (_request, response, next) => {
    readDatabaseMetrics(db, log)
      .then((database) => Registry.merge([metrics.registry, database]).metrics())
      .then((text) => response.type(Registry.PROMETHEUS_CONTENT_TYPE).send(text), next);
  });
  router.all("/metrics", (_request, response) => {
    response.set("Allow", "GET, HEAD").status(405).json({ error: "Only GET is allowed" });
  });
  return router;
}

const methods = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

/** Counts every response, and the time from the request's headers to the response's last byte. */
function observeRequests({ requests }: Metrics, nameRoute: (path: string) => string): RequestHandler {
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

const ownPatterns = [
  "/healthcheck",
  "/healthcheck/ready",
  "/metrics",
  "/webhooks/notify",
  "/api/trpc/*",
  "/assets/*",
];

/**
 * Names the route of a path by its pattern, as a label for metrics: there are never more names than routes, and no name
 * contains anything from the path.
 */
function createRouteNames(routes: ServerBuild["routes"]): (path: string) => string {
  const pages = Object.keys(routes).map((id) => patternOf(routes, id));
  const match = createPatternMatcher([...ownPatterns, ...pages.filter((pattern) => pattern !== "/*")]);
  return (path) => match(path) ?? "unknown";
}
