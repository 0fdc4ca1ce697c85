import type { ErrorRequestHandler } from "express";
import type { Log } from "../../log.ts";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { answerApiError, isApiPath } from "../api/api.ts";
import { HttpError } from "../http-error.ts";
import type { Pages } from "./pages.ts";

/**
 * Returns Express's error handler. It responds to errors outside Remix with Remix's error page, so that there is only
 * one design of each (specification, section 2), and under `/api` with JSON. The page does not read the session, because reading it may be what
 * failed.
 */
export function createErrorPage(log: Log, pages: Pages): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const isDisconnected = (request.destroyed && !request.complete) || isDisconnection(error);
    const status = statusOf(error);
    if (status >= 500 && !isDisconnected) {
      log.error({ err: error, requestId: String(response.locals.requestId) }, "A request failed");
    }
    if (isDisconnected || response.headersSent) {
      response.destroy(); // closes the connection, so that an incomplete file does not look complete
      return;
    }
    if (error instanceof HttpError && error.retryAfter !== null)
      response.set("Retry-After", error.retryAfter);
    if (isApiPath(request.path)) answerApiError(status, response);
    else pages.showProblem(status, response).catch(next);
  };
}

/** Whether the error means that the client disconnected while a page was being made or a file was being sent. */
function isDisconnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === "AbortError" || ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE");
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  if (isUnavailable(error)) return 503;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
