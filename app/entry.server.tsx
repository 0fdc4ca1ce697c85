import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { isUnavailable } from "../server/unavailable";
import { Document } from "./document";

/** Renders a page whole: nothing hydrates it, so neither data nor scripts follow. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Response {
  void context.serverHandoffStream?.cancel();
  const { service, requestId } = loadContext.console;
  const shownStatus = status === 500 && loadContext.console.isUnavailable ? 503 : status;
  const document = {
    serviceName: service.name,
    requestId,
    status: shownStatus,
    script: context.manifest.entry.module,
    hasErrors: hasErrors(context),
  };
  const page = renderToString(
    <Document.Provider value={document}>
      <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} />
    </Document.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!doctype html>${page}`, { status: shownStatus, headers });
}

/** An action answers with `errors`, or a loader that found some. */
function hasErrors({ staticHandlerContext: { actionData, loaderData } }: EntryContext): boolean {
  const byRoute: Record<string, unknown>[] = [loaderData, actionData ?? {}];
  const answers = byRoute.flatMap((data) => Object.values(data));
  return answers.some(
    (data) => typeof data === "object" && data !== null && "errors" in data && Boolean(data.errors),
  );
}

/** Logs what became a 500 or 503 page, under the reference that the page shows. */
export const handleError: HandleErrorFunction = (err, { request, context }) => {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(err) && err.status < 500) return; // a method that the route does not take
  const { log, requestId } = context.console;
  context.console.isUnavailable ||= isUnavailable(err);
  log.error({ err, requestId }, "A page failed");
};
