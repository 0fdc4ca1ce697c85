import express, { type ErrorRequestHandler, type Router } from "express";
import { requireBearerToken } from "../../http/bearer-token.ts";
import type { Resources } from "../../resources.ts";
import { receiptSchema, recordReceipt } from "./receipts.ts";

/** A receipt is under 1 kB. */
const sizeLimit = "10kb";

/**
 * `POST /webhooks/notify`: Notify's delivery receipts (specification, section 4). Notify repeats what was answered with 429 or 5xx and
 * nothing else, so 204 means 'noted, or nothing to note'.
 */
export function notifyWebhook({ db, environment, log }: Resources): Router {
  const router = express.Router();
  const route = router.route("/webhooks/notify");
  route.post(
    requireBearerToken(environment.NOTIFY_CALLBACK_TOKEN),
    express.json({ limit: sizeLimit, type: () => true }),
    (request, response, next) => {
      const receipt = receiptSchema.safeParse(request.body);
      if (!receipt.success) {
        response.status(400).json({ error: "This is not a delivery receipt" });
        return;
      }
      recordReceipt(db, receipt.data).then(() => response.status(204).end(), next);
    },
  );
  route.all((_request, response) => {
    response.set("Allow", "POST").status(405).json({ error: "Only POST is allowed" });
  });
  const answerError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error }, "A delivery receipt could not be noted");
    response.status(status).json({ error: status === 413 ? "Too large" : "The receipt could not be taken" });
  };
  router.use("/webhooks/notify", answerError);
  return router;
}

/** What `express.json` found wrong with a body is the sender's fault; all else is ours, and worth repeating. */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("status" in error)) return 503;
  return typeof error.status === "number" && error.status < 500 ? error.status : 503;
}
