import type { ServerBuild } from "@remix-run/node";
import express, { type Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import { requireBearerToken } from "../bearer-token.ts";
import type { Resources } from "../../resources.ts";
import { readDatabaseMetrics } from "./database-metrics.ts";
import { observeRequests } from "./observe-requests.ts";
import { createRouteNames } from "../pages/route-names.ts";

/**
 * Counts what passes, and tells Prometheus at `GET /metrics`; neither without a `METRICS_TOKEN`. What a process counts is
 * its own, as Prometheus expects; the emails, which the workers send, are read from the database, so that scraping the
 * web processes is enough.
 *
 * @param routes the pages'
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
