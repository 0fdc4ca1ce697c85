import { pipeline } from "node:stream/promises";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import { RequestContext } from "./request-context.ts";
import { type Handler, createDocuments } from "./documents.ts";
import { HttpError } from "../http-error.ts";
import { createRouteNames, patternOf } from "./route-names.ts";
import type { Resources } from "../../resources.ts";

/** Remix's pages, as the web server serves them. */
export type Pages = {
  handle: RequestHandler;
  /** Answers with the error page of a status. */
  showProblem: (status: number, response: ExpressResponse) => Promise<void>;
};

/**
 * Stands between Express and Remix, in place of `@remix-run/express`: that one takes the host from forwarded headers,
 * and streams a body that has to be read whole, and checked, before Remix sees it.
 */
export function createPages(resources: Resources, build: ServerBuild | (() => Promise<ServerBuild>)): Pages {
  const { NODE_ENV, PUBLIC_URL } = resources.environment;
  const answer = createAnswer(build, NODE_ENV);
  const open = (response: ExpressResponse, request?: ExpressRequest) =>
    new RequestContext(resources, {
      id: String(response.locals.requestId),
      cookie: request?.headers.cookie ?? null,
      clientAddress: addressOf(request),
    });

  async function handle(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const context = open(response, request);
    const answered = await answer(toRequest(request, response, PUBLIC_URL), { server: context });
    if (response.destroyed) return;
    response.setHeaders(context.headers);
    if (answered.status === 405) response.set("Allow", "GET, HEAD, OPTIONS"); // a post to what takes none
    // A route without a page of its own has none for its errors either.
    if (answered.status >= 400 && context.page === undefined) {
      throw new HttpError(context.isUnavailable ? 503 : answered.status);
    }
    await send(answered, context.page, response);
  }

  async function showProblem(status: number, response: ExpressResponse): Promise<void> {
    response.set("Cache-Control", "no-store");
    const context = open(response);
    const answered = await answer(new Request(`${PUBLIC_URL}/problem/${status}`), { server: context });
    if (context.page !== undefined) await send(answered, context.page, response);
    else response.status(status).type("html").send(lastResort);
  }

  return {
    handle: (request, response, next) => void handle(request, response).catch(next),
    showProblem,
  };
}

/**
 * Remix goes through all routes several times for each request. Where we know which one a path means, it gets that one
 * alone; any other path it matches itself, as one in capital letters.
 */
function createAnswer(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): Handler {
  const answerAny = createRequestHandler(build, mode);
  if (typeof build === "function") return answerAny; // in development routes change
  const { routes } = build;
  const nameRoute = createRouteNames(routes);
  const ids = Object.keys(routes).filter((id) => id !== "root");
  const answers = new Map(
    ids.map((id) => [patternOf(routes, id), createRouteAnswer(only(id, build), id, mode)]),
  );
  return (request, context) => {
    const answer = answers.get(nameRoute(new URL(request.url).pathname)) ?? answerAny;
    return answer(request, context);
  };
}

/** Answers for one route: with its page to whoever reads, by Remix's request handler where a form was posted. */
function createRouteAnswer(build: ServerBuild, id: string, mode: string): Handler {
  const answer = createRequestHandler(build, mode);
  if (build.routes[id]?.module.default === undefined) return answer; // it has no page
  const read = createDocuments(build, id);
  return (request, context) => (request.method === "POST" ? answer : read)(request, context);
}

/** The same build with nothing but one route and the root. */
function only(id: string, build: ServerBuild): ServerBuild {
  const pick = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([key]) => key === id || key === "root"));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}

/** Some proxies add the port that the client used. */
function addressOf(request: ExpressRequest | undefined): string {
  return (request?.ip ?? "").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

const lastResort = `<!doctype html><html lang="en"><title>Sorry, there is a problem with the service</title>
<h1>Sorry, there is a problem with the service</h1><p>Try again later.</p></html>`;

/** The request as if it had come to `PUBLIC_URL`, whatever its headers say. */
function toRequest(request: ExpressRequest, response: ExpressResponse, publicUrl: string): Request {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  headers.set("Host", new URL(publicUrl).host);
  headers.delete("X-Forwarded-Host");
  const controller = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) controller.abort();
  });
  const body: unknown = request.body;
  return new Request(publicUrl + request.originalUrl, {
    method: request.method,
    headers,
    body: Buffer.isBuffer(body) && body.length > 0 && request.method === "POST" ? new Uint8Array(body) : null,
    signal: controller.signal,
  });
}

/** A page goes out whole, with its length; a download as fast as it is taken, for as long as somebody takes it. */
async function send(answered: Response, page: string | undefined, response: ExpressResponse): Promise<void> {
  response.status(answered.status);
  for (const [name, value] of answered.headers) {
    if (name === "set-cookie") response.append(name, value);
    else response.set(name, value);
  }
  if (page === undefined && answered.body !== null) return pipeline(answered.body, response);
  response.set("Content-Length", String(Buffer.byteLength(page ?? ""))).end(page);
}
