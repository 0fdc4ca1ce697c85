import type { ErrorRequestHandler } from "express";
import type { Log } from "./log.ts";
import type { Pages } from "./pages.ts";
import { isUnavailable } from "./unavailable.ts";

/**
 * Answers for what failed outside Remix with Remix's own error page, so that there is one of each (SPEC §2). It is
 * rendered for nobody in particular: what failed may have been the session.
 */
export function createErrorPage(log: Log, pages: Pages): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (request.destroyed && !request.complete) {
      response.destroy(); // whoever asked has gone away
      return;
    }
    const status = statusOf(error);
    if (status >= 500) {
      log.error({ err: error, requestId: String(response.locals.requestId) }, "A request failed");
    }
    pages.showProblem(status, response).catch(next);
  };
}

/** body-parser's 415 for a compressed form is one more request that we cannot read. */
function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  if (isUnavailable(error)) return 503;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (status === 415) return 400;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
