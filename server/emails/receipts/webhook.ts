import express, { type ErrorRequestHandler, type Router } from "express";
import { requireBearerToken } from "../../http/middleware/require-bearer-token.ts";
import type { Resources } from "../../resources.ts";
import { receiptSchema, recordReceipt } from "./receipts.ts";

const sizeLimit = "10kb"; // a receipt is under 1 kB

/**
 * Serves `POST /webhooks/notify`, which records Notify's delivery receipts (specification, section 4, Receipts). Notify
 * sends a receipt again only after a 429 or 5xx response. A receipt for an unknown email gets 204.
 */
export function notifyWebhook({ db, queue, environment, log }: Resources): Router {
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
      recordReceipt({ db, queue }, receipt.data).then(() => response.status(204).end(), next);
    },
  );
  route.all((_request, response) => {
    response.set("Allow", "POST").status(405).json({ error: "Only POST is allowed" });
  });
  const sendError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error }, "A delivery receipt could not be noted");
    response.status(status).json({ error: status === 413 ? "Too large" : "The receipt could not be taken" });
  };
  router.use("/webhooks/notify", sendError);
  return router;
}

/**
 * The response status for an error: the 4xx status of an error of `express.json`; otherwise 503, because the error is
 * ours and Notify then sends the receipt again.
 */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("status" in error)) return 503;
  return typeof error.status === "number" && error.status < 500 ? error.status : 503;
}
