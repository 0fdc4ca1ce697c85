import express, { type Router } from "express";
import { pendingMigrations } from "../../db/migrate.ts";
import type { Resources } from "../resources.ts";

/**
 * `/healthcheck`: the process is up. `/healthcheck/ready`: its database answers and is up to date (specification, section 9).
 * Notify is not asked, for its outage is no reason to take pages away: emails wait. Whether the configured templates
 * fit is what `npm run templates -- check` says, before a release.
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
