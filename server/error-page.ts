import type { ErrorRequestHandler } from "express";
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

const headings: Record<number, string> = {
  400: "Sorry, there is a problem with your request",
  403: "You do not have permission to view this page",
  404: "Page not found",
  405: "Page not found",
  413: "Sorry, you sent too much information",
  429: "Sorry, you have tried too many times",
  500: "Sorry, there is a problem with the service",
  503: "Sorry, the service is unavailable",
};

/** The heading of an error page (SPEC §2). */
export function errorHeading(status: number): string {
  return headings[status] ?? headings[status < 500 ? 400 : 500] ?? "";
}

/** Answers for what failed outside Remix. */
export function createErrorPage(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const { requestId } = response.locals;
    if (status >= 500) log.error({ err: error, requestId: String(requestId) }, "A request failed");
    const heading = errorHeading(status);
    response.status(status).set("Cache-Control", "no-store");
    response.send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${heading} - GOV.UK</title></head>` +
        `<body><main><h1>${heading}</h1></main></body></html>`,
    );
  };
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}
