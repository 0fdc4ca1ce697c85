import { pipeline } from "node:stream/promises";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import { ConsoleContext } from "./context.ts";
import { HttpError } from "./http-error.ts";
import type { Services } from "./services.ts";

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
export function createPages(services: Services, build: ServerBuild | (() => Promise<ServerBuild>)): Pages {
  const { NODE_ENV, PUBLIC_URL } = services.environment;
  const answer = createRequestHandler(build, NODE_ENV);
  const open = (response: ExpressResponse, request?: ExpressRequest) =>
    new ConsoleContext(services, {
      id: String(response.locals.requestId),
      cookie: request?.headers.cookie ?? null,
      clientAddress: addressOf(request),
    });

  async function handle(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const context = open(response, request);
    const page = await answer(toRequest(request, response, PUBLIC_URL), { console: context });
    if (response.destroyed) return;
    response.setHeaders(context.headers);
    if (page.status === 405) response.set("Allow", "GET, HEAD, OPTIONS"); // a post to what takes none
    // A route without a page of its own has none for its errors either.
    if (page.status >= 400 && !isPage(page)) throw new HttpError(context.isUnavailable ? 503 : page.status);
    await send(page, response);
  }

  async function showProblem(status: number, response: ExpressResponse): Promise<void> {
    response.set("Cache-Control", "no-store");
    const page = await answer(new Request(`${PUBLIC_URL}/problem/${status}`), { console: open(response) });
    if (isPage(page)) await send(page, response);
    else response.status(status).type("html").send(lastResort);
  }

  return {
    handle: (request, response, next) => void handle(request, response).catch(next),
    showProblem,
  };
}

/** Some proxies add the port that the client used. */
function addressOf(request: ExpressRequest | undefined): string {
  return (request?.ip ?? "").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

const lastResort = `<!doctype html><html lang="en"><title>Sorry, there is a problem with the service</title>
<h1>Sorry, there is a problem with the service</h1><p>Try again later.</p></html>`;

function isPage(response: Response): boolean {
  return response.headers.get("Content-Type")?.startsWith("text/html") ?? false;
}

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
async function send(page: Response, response: ExpressResponse): Promise<void> {
  response.status(page.status);
  for (const [name, value] of page.headers) {
    if (name === "set-cookie") response.append(name, value);
    else response.set(name, value);
  }
  if (page.body !== null && !isPage(page)) return pipeline(page.body, response);
  const body = Buffer.from(await page.arrayBuffer());
  response.set("Content-Length", String(body.length)).end(body);
}
