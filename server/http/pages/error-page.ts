import type { ErrorRequestHandler } from "express";
import type { Log } from "../../log.ts";
import type { Pages } from "./pages.ts";
import { isUnavailable } from "../../procedures/unavailable.ts";

/**
 * Answers for what failed outside Remix with Remix's own error page, so that there is one of each (specification, section 2). It is
 * rendered for nobody in particular: what failed may have been the session.
 */
export function createErrorPage(log: Log, pages: Pages): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const hasLeft = (request.destroyed && !request.complete) || isPrematureClose(error);
    const status = statusOf(error);
    if (status >= 500 && !hasLeft) {
      log.error({ err: error, requestId: String(response.locals.requestId) }, "A request failed");
    }
    if (hasLeft || response.headersSent) {
      response.destroy(); // so that a part of a download does not pass for the whole
      return;
    }
    pages.showProblem(status, response).catch(next);
  };
}

/** Whether a download was left by whoever took it. */
function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

/** body-parser's 415 for a compressed form is one more request that we cannot read. */
function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  if (isUnavailable(error)) return 503;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (status === 415) return 400;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
