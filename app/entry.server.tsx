import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
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
  const document = {
    serviceName: service.name,
    requestId,
    script: context.manifest.entry.module,
    hasErrors: hasErrors(context),
  };
  const page = renderToString(
    <Document.Provider value={document}>
      <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} />
    </Document.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!doctype html>${page}`, { status, headers });
}

/** An action answers with `errors`, or a loader that found some. */
function hasErrors({ staticHandlerContext: { actionData, loaderData } }: EntryContext): boolean {
  const byRoute: Record<string, unknown>[] = [loaderData, actionData ?? {}];
  const answers = byRoute.flatMap((data) => Object.values(data));
  return answers.some(
    (data) => typeof data === "object" && data !== null && "errors" in data && Boolean(data.errors),
  );
}

/** Logs what became a 500 page, under the reference that the page shows. */
export const handleError: HandleErrorFunction = (err, { request, context }) => {
  if (request.signal.aborted) return;
  const { log, requestId } = context.console;
  log.error({ err, requestId }, "A page failed");
};
