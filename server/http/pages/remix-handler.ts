import { createRequestHandler } from "@remix-run/node";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { disconnectionOf } from "../connections/disconnection.ts";
import { onlyRoute, type Page, type PageBuild } from "../reading/page-build.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Returns a function that responds with Remix's own request handler: to a POST, and on a route that has no page. If the
 * response is a page, it is read as a whole.
 *
 * @param id the route's id
 * @param mode the value of `NODE_ENV`
 */
export function createRemixHandler(build: PageBuild, id: string, mode: string) {
  const handle = createRequestHandler(onlyRoute(build, id), mode);
  return async (request: Request, server: RequestContext): Promise<Page | Response> => {
    const response = await handle(request, { server });
    const { status, headers } = response;
    const isPage = headers.get("Content-Type")?.startsWith("text/html") === true;
    if (!isPage) return response;
    const cookies = headers.getSetCookie(); // the only header that a response can have several times
    const all = { ...Object.fromEntries(headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
    return { status, headers: all, html: await response.text() };
  };
}

/** Converts Express's request into the one that Remix expects, at a URL that starts with `PUBLIC_URL`. */
export function toFetchRequest(request: ExpressRequest, response: ExpressResponse, url: URL): Request {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  headers.set("Host", url.host);
  headers.delete("X-Forwarded-Host");
  const body: unknown = request.body;
  return new Request(url, {
    method: request.method,
    headers,
    body: Buffer.isBuffer(body) && body.length > 0 && request.method === "POST" ? new Uint8Array(body) : null,
    signal: disconnectionOf(response)(),
  });
}
