import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Log } from "./log.ts";

/** A request that is refused before Remix sees it. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/**
 * Answers for what failed outside Remix with Remix's own error page, so that there is one of each. It is rendered for
 * nobody in particular: what failed may have been the session.
 */
export function createErrorPage(log: Log, pages: RequestHandler): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const { requestId } = response.locals;
    if (status >= 500) log.error({ err: error, requestId: String(requestId) }, "A request failed");
    delete request.headers.cookie;
    request.method = "GET";
    request.originalUrl = `/problem/${status}`;
    pages(request, response, next);
  };
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
