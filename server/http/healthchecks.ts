import express, { type Router } from "express";
import { pendingMigrations } from "../../db/migrate.ts";
import type { Resources } from "../resources.ts";

/**
 * `/healthcheck` says that the process is up, `/healthcheck/ready` that its database answers and is up to date
 * (specification, section 9). Neither asks Notify: while that is down, pages still work and emails wait.
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
