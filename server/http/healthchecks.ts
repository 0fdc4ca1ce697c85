import express, { type Router } from "express";
import { pendingMigrations } from "../../db/migrate.ts";
import type { Resources } from "../resources.ts";

/**
 * `/healthcheck` responds 200 while the process runs. `/healthcheck/ready` responds 503 while the database cannot be
 * reached or lacks a migration (specification, section 9). Neither calls Notify: while Notify is down, pages work and
 * emails wait in the queue.
 */
export function healthchecks({ db, log }: Resources): Router {
  const router = express.Router();
  router.get("/healthcheck", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/healthcheck/ready", (_request, response) => {
    response.set("Cache-Control", "no-store");
    pendingMigrations(db).then(
      (pending) =>
        response.status(pending === 0 ? 200 : 503).json({ database: "ok", pendingMigrations: pending }),
      (error: unknown) => {
        log.warn({ err: error }, "Not ready");
        response.status(503).json({ database: "unreachable" });
      },
    );
  });
  return router;
}
