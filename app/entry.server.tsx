import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import type { RequestContext } from "../server/http/pages/request-context";
import { isUnavailable } from "../server/procedures/unavailable";
import { Document, type DocumentContext } from "./document/document";

/** Renders a page whole: nothing hydrates it, so neither data nor scripts follow. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { service, requestId } = loadContext.server;
  const shownStatus = status === 500 && loadContext.server.isUnavailable ? 503 : status;
  const document = {
    serviceName: service.name,
    requestId,
    userKind: await readUserKind(loadContext.server),
    status: shownStatus,
    script: context.manifest.entry.module,
    hasErrors: hasErrors(context),
  };
  const html = renderToStaticMarkup(
    <Document.Provider value={document}>
      <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={request.url} />
    </Document.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  loadContext.server.page = `<!doctype html>${html}`;
  return new Response(null, { status: shownStatus, headers });
}

/** Where this fails, a loader that cannot do without a session has answered for it; other pages can. */
async function readUserKind(server: RequestContext): Promise<DocumentContext["userKind"]> {
  try {
    return (await server.getSession())?.user?.kind;
  } catch (err) {
    server.log.warn({ err, requestId: server.requestId }, "A page was shown without its session");
    return undefined;
  }
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
  const { log, requestId } = context.server;
  context.server.isUnavailable ||= isUnavailable(err);
  log.error({ err, requestId }, "A page failed");
};
