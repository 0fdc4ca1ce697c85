import type { ServerBuild } from "@remix-run/node";
import express, { type Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import type { Resources } from "../../resources.ts";
import { requireBearerToken } from "../middleware/require-bearer-token.ts";
import { readDatabaseMetrics } from "./database-metrics.ts";
import { observeRequests } from "./observe-requests.ts";
import { createRouteNames } from "./route-names.ts";

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
