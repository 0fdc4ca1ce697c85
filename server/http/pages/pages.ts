import type { Request as ExpressRequest, RequestHandler, Response as ExpressResponse } from "express";
import type { Resources } from "../../resources.ts";
import { HttpError } from "../http-error.ts";
import { sendAnswer, toFetchRequest } from "./exchange.ts";
import { type Build, createHandler } from "./handlers.ts";
import { RequestContext } from "./request-context.ts";

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
  const { NODE_ENV, PUBLIC_URL } = resources.environment;
  const answerTo = createHandler(build, NODE_ENV);
  const open = (response: ExpressResponse, request?: ExpressRequest) =>
    new RequestContext(resources, {
      id: String(response.locals.requestId),
      cookie: request?.headers.cookie ?? null,
      clientAddress: addressOf(request),
    });

  async function handle(request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const server = open(response, request);
    const answer = await answerTo(toFetchRequest(request, response, PUBLIC_URL), { server });
    if (response.destroyed) return; // the client disconnected
    if (answer.status === 405) response.set("Allow", "GET, HEAD, OPTIONS"); // a POST to a page without a form
    // Remix has no error page for a route without a page, so Express's error handler sends one.
    if (answer instanceof Response && answer.status >= 400) {
      throw new HttpError(answer.status, answer.headers.get("Retry-After"));
    }
    await sendAnswer(answer, response);
  }

  async function showProblem(status: number, response: ExpressResponse): Promise<void> {
    response.set("Cache-Control", "no-store");
    const request = new Request(`${PUBLIC_URL}/problem/${status}`);
    const answer = await answerTo(request, { server: open(response) });
    if (answer instanceof Response) response.status(status).type("html").send(lastResort);
    else await sendAnswer(answer, response);
  }

  return {
    handle: (request, response, next) => void handle(request, response).catch(next),
    showProblem,
  };
}

/** The IP address of the client, without the port that some proxies add. */
function addressOf(request: ExpressRequest | undefined): string {
  return (request?.ip ?? "").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
}

const lastResort = `<!doctype html><html lang="en"><title>Sorry, there is a problem with the service</title>
<h1>Sorry, there is a problem with the service</h1><p>Try again later.</p></html>`;
