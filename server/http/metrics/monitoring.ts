import type { ServerBuild } from "@remix-run/node";
import express, { type RequestHandler, type Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Resources } from "../../resources.ts";
import { requireBearerToken } from "../middleware/require-bearer-token.ts";
import { createPatternMatcher, patternOf } from "../reading/route-patterns.ts";
import { patternFor } from "../pages/pages.ts";
import { readDatabaseMetrics } from "./database-metrics.ts";
import type { Metrics } from "./metrics.ts";
import { afterResponse } from "../connections/after-response.ts";

/**
 * Measures requests, and serves the metrics to Prometheus at `GET /metrics`; does neither if `METRICS_TOKEN` is not
 * set. Each process measures its own requests. Workers send the emails, but the metrics about emails are read from the
 * database, so that Prometheus only has to scrape web processes.
 *
 * @param routes the routes of the pages
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

/** Records every response, and the seconds from the end of the request's headers to the response's last byte. */
function observeRequests({ requests }: Metrics, nameRoute: RouteNames): RequestHandler {
  return ({ method, path }, response, next) => {
    const began = performance.now();
    afterResponse(response, () => {
      const status = response.writableFinished ? `${Math.floor(response.statusCode / 100)}xx` : "aborted";
      const route = nameRoute(path, patternFor(response));
      const labels = { method: methods.has(method) ? method : "other", route, status };
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
  "/api/openapi.json",
  "/api/trpc/*",
  "/assets/*",
];

/** The pattern of the route that responds with 404. */
const anyPath = "/*";

type RouteNames = (path: string, matched: string | undefined) => string;

/**
 * Returns a function that finds the pattern of a path's route, as a label for metrics, unless a page's route has been
 * `matched`. The label has no more values than there are routes and "unknown", and contains no text from the path.
 */
function createRouteNames(routes: ServerBuild["routes"]): RouteNames {
  const pages = Object.keys(routes).map((id) => patternOf(routes, id));
  const match = createPatternMatcher([...ownPatterns, ...pages.filter((pattern) => pattern !== anyPath)]);
  return (path, matched) => {
    const pattern = matched === undefined || matched === anyPath ? match(path)?.pattern : matched;
    return pattern ?? "unknown";
  };
}
