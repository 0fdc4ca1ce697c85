import { pipeline } from "node:stream/promises";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import type { Resources } from "../../resources.ts";
import { addressOf } from "../client-address.ts";
import { disconnectionOf } from "../connections/disconnection.ts";
import { HttpError } from "../http-error.ts";
import { urlOf } from "../middleware/check-request.ts";
import type { Page } from "../reading/page-build.ts";
import { uploadOf } from "../uploads/read-upload.ts";
import { toFetchRequest } from "./remix-handler.ts";
import { RequestContext } from "./request-context.ts";
import type { RequestFacts } from "./session-context.ts";
import { type Build, createRoutes, type RouteMatch } from "./routes.ts";

/** How the web server serves Remix's pages. */
export type Pages = {
  handle: RequestHandler;
  /** Sends the error page for a status. */
  showProblem: (status: number, response: ExpressResponse) => Promise<void>;
};

/**
 * Connects Express with Remix. `@remix-run/express` is not used: it would take the host from forwarded headers, and
 * stream the request body, which has to be read and checked before Remix gets it.
 */
export function createPages(resources: Resources, build: Build): Pages {
  const { NODE_ENV } = resources.environment;
  const built = typeof build === "function" ? undefined : createRoutes(build, NODE_ENV);
  const load = async () => createRoutes(typeof build === "function" ? await build() : build, NODE_ENV);
  const open = (response: ExpressResponse, request?: ExpressRequest) =>
    new RequestContext(resources, factsOf(response, request));

  async function handle(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const { find } = built ?? (await load());
    const match = find(urlOf(response).pathname);
    if (match === undefined) throw new HttpError(404);
    response.locals.pattern = match.pattern;
    const server = open(response, request);
    response.locals.known = () => server.knownUser();
    const answer = await answerTo(match, request, response, server);
    if (answer === null || response.destroyed) return; // the client disconnected
    if (answer.status === 405) response.set("Allow", "GET, HEAD, OPTIONS"); // a POST to a page without a form
    if (!(answer instanceof Response)) {
      sendPage(answer, response);
      return;
    }
    // Remix has no error page for a route without a page, so Express's error handler sends one.
    if (answer.status >= 400) throw new HttpError(answer.status, answer.headers.get("Retry-After"));
    await sendResponse(answer, response);
  }

  async function showProblem(status: number, response: ExpressResponse): Promise<void> {
    response.set("Cache-Control", "no-store");
    const { readProblem } = built ?? (await load());
    sendPage(await readProblem(status, open(response)), response);
  }

  return {
    handle: (request, response, next) => void handle(request, response).catch(next),
    showProblem,
  };
}

/** What the context of a request needs to know of it. An error page is shown without a request. */
export function factsOf(response: ExpressResponse, request?: ExpressRequest): RequestFacts {
  return {
    id: String(response.locals.requestId),
    method: request?.method ?? "GET",
    cookie: request?.headers.cookie ?? null,
    client: addressOf(request?.ip ?? ""),
    disconnected: disconnectionOf(response),
    upload: request && uploadOf(request),
  };
}

/** Reads a page, or lets Remix respond. Returns null if the client disconnected before the page was rendered. */
function answerTo(
  { route: { read, handle }, params }: RouteMatch,
  request: ExpressRequest,
  response: ExpressResponse,
  server: RequestContext,
): Promise<Page | Response | null> {
  const [{ method }, url] = [request, urlOf(response)];
  if (read === null || method === "POST") return handle(toFetchRequest(request, response, url), server);
  return read({ url, method, params, server, isAbandoned: () => response.destroyed });
}

/** Returns the pattern of the page's route that `handle` has found for a request. */
export function patternFor({ locals }: ExpressResponse): string | undefined {
  const { pattern } = locals as { pattern?: string };
  return pattern;
}

/** Sends a page in one piece, with its length. */
function sendPage({ status, headers, html }: Page, response: ExpressResponse): void {
  response.status(status);
  for (const name in headers) response.setHeader(name, headers[name] ?? "");
  const bytes = Buffer.from(html); // to measure and then write the text would encode it twice
  response.setHeader("Content-Length", bytes.length);
  response.end(bytes);
}

/** Sends a redirect, or streams a file as fast as the client reads it. */
async function sendResponse({ status, headers, body }: Response, response: ExpressResponse): Promise<void> {
  response.status(status);
  for (const [name, value] of headers) {
    if (name === "set-cookie") response.append(name, value);
    else response.set(name, value);
  }
  if (body !== null) return pipeline(body, response);
  response.set("Content-Length", "0").end();
}
