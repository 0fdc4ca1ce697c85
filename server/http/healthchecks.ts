import express, { type Router } from "express";
import { withBound } from "../../db/connections/bound.ts";
import { pendingMigrations } from "../../db/migrate.ts";
import type { Resources } from "../resources.ts";

/** How long readiness waits for a query, in milliseconds. */
const patience = 3_000;

/**
 * `/healthcheck` responds 200 while the process runs. `/healthcheck/ready` responds 503 while the database cannot be
 * reached or lacks a migration (specification, section 9). Neither calls Notify: while Notify is down, pages work and
 * emails wait in the queue. The database is asked at most once a second, however often readiness is.
 */
export function healthchecks({ db, log }: Resources): Router {
  const router = express.Router();
  const countPending = onceASecond(() => withBound(patience, () => pendingMigrations(db)));
  router.get("/healthcheck", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/healthcheck/ready", (_request, response) => {
    response.set("Cache-Control", "no-store");
    countPending().then(
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

/** Returns a function that calls `ask` at most once a second and while no call runs, and otherwise returns its last answer. */
export function onceASecond<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let last: { answer: Promise<Answer>; until: number } | undefined;
  return () => {
    if (last !== undefined && performance.now() < last.until) return last.answer;
    const asked = { answer: ask(), until: Infinity };
    const settle = () => {
      asked.until = performance.now() + 1_000;
    };
    asked.answer.then(settle, settle);
    last = asked;
    return asked.answer;
  };
}
