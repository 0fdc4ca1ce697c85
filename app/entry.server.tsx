import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { RequestContext } from "../server/http/pages/request-context";
import type { Page, RenderedFrom } from "../server/http/reading/page-build";
import { DocumentContext, type PageDocument } from "./document/document";
import type { Problem } from "./document/error-page";
import { RoutePage } from "./document/route-page";

/** Renders a whole page. React does not hydrate it in the browser, so the HTML contains no loader data. */
export function renderPage(source: RenderedFrom, server: RequestContext): Promise<Page> {
  return renderWith(<RoutePage source={source} />, source, server);
}

/** Remix calls this to render a page itself, which it does only in response to a POST request. */
export default async function handleRequest(
  _request: Request,
  _status: number,
  _headers: Headers,
  context: EntryContext,
  { server }: AppLoadContext,
): Promise<Response> {
  const remixPage = (
    <RemixServer context={{ ...context, serverHandoffStream: undefined }} url={server.publicUrl} />
  );
  const { html, status, headers } = await renderWith(remixPage, context, server);
  const pairs = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
  return new Response(html, { status, headers: pairs });
}

async function renderWith(page: ReactElement, source: RenderedFrom, server: RequestContext): Promise<Page> {
  const problem = problemOf(source);
  const pageDocument = {
    serviceName: server.service.name,
    requestId: server.requestId,
    userKind: await readUserKind(server),
    script: source.manifest.entry.module,
    hasErrors: hasErrors(source),
    next: nextPage(source),
    problem,
  };
  const html = renderToStaticMarkup(
    <DocumentContext.Provider value={pageDocument}>{page}</DocumentContext.Provider>,
  );
  // A loader can fail after the action has returned errors of the form. Remix would then keep the action's status.
  const status = problem?.status ?? source.staticHandlerContext.statusCode;
  return { status, headers: headersOf(source), html: `<!doctype html>${html}` };
}

function problemOf({ staticHandlerContext: { errors } }: RenderedFrom): Problem | undefined {
  if (errors === null) return undefined;
  const [error] = Object.values<unknown>(errors);
  return isRouteErrorResponse(error) ? error : { status: 500 };
}

/** The headers of a page, with those that a loader or action gave its response. */
function headersOf({
  staticHandlerContext: { loaderHeaders, actionHeaders },
}: RenderedFrom): Page["headers"] {
  const headers: Page["headers"] = { "Content-Type": "text/html; charset=utf-8" };
  for (const given of [...Object.values(loaderHeaders), ...Object.values(actionHeaders)]) {
    for (const name of ["Retry-After", "Clear-Site-Data"]) {
      const value = given.get(name);
      if (value !== null) headers[name] = value;
    }
    const cookies = given.getSetCookie();
    if (cookies.length > 0) headers["Set-Cookie"] = cookies;
  }
  return headers;
}

/** Undefined also if the session cannot be read: a loader that needs it has thrown already, others can go on. */
async function readUserKind(server: RequestContext): Promise<PageDocument["userKind"]> {
  try {
    return (await server.getSession())?.user?.kind;
  } catch (err) {
    server.log.warn({ err, requestId: server.requestId }, "A page was shown without its session");
    return undefined;
  }
}

/** Whether the page is a form with errors, which its action or loader returned as `errors`. */
function hasErrors({ staticHandlerContext: { actionData, loaderData, errors } }: RenderedFrom): boolean {
  if (errors !== null) return false; // an error page, which does not show the form
  const byRoute: Record<string, unknown>[] = [loaderData, actionData ?? {}];
  const answers = byRoute.flatMap((data) => Object.values(data));
  return answers.some(
    (data) => typeof data === "object" && data !== null && "errors" in data && Boolean(data.errors),
  );
}

/** The URL that the page goes on to by itself, which its action returned as `next`. */
function nextPage({ staticHandlerContext: { actionData, errors } }: RenderedFrom): string | undefined {
  const answers = errors === null ? Object.values<unknown>(actionData ?? {}) : [];
  return answers
    .map((data) => (data as { next?: unknown } | null)?.next)
    .find((next) => typeof next === "string");
}

/** Logs an error for which Remix's own handler responds with a 500 page. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return; // the client disconnected
  if (isRouteErrorResponse(error) && error.status < 500) return; // such as 405 for a method that the route does not support
  context.server.logFailure(error);
};
