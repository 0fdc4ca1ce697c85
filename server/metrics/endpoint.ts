import express, { type Router } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import { requireBearerToken } from "../bearer-token.ts";
import type { Services } from "../services.ts";
import { readDatabaseMetrics } from "./database-metrics.ts";

/**
 * `GET /metrics`, for Prometheus, which knows the token. What a process counts is its own, as Prometheus expects;
 * the emails, which the workers send, are read from the database, so that scraping the web processes is enough.
 */
export function metricsEndpoint({ db, log, metrics }: Services, token: string): Router {
  collectDefaultMetrics({ register: metrics.registry });
  const route = express.Router();
  route.get("/metrics", requireBearerToken(token), (_request, response, next) => {
    readDatabaseMetrics(db, log)
      .then((database) => Registry.merge([metrics.registry, database]).metrics())
      .then((text) => response.type(Registry.PROMETHEUS_CONTENT_TYPE).send(text), next);
  });
  route.all("/metrics", (_request, response) => {
    response.set("Allow", "GET, HEAD").status(405).json({ error: "Only GET is allowed" });
  });
  return route;
}
