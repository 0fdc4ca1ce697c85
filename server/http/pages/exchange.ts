import { pipeline } from "node:stream/promises";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import type { Answer } from "./reader.ts";

/**
 * Converts Express's request into the one that Remix expects. Its URL starts with `PUBLIC_URL`, whatever its headers
 * say.
 */
export function toFetchRequest(
  request: ExpressRequest,
  response: ExpressResponse,
  publicUrl: string,
): Request {
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

/** Sends a page in one piece, with its length, and streams a file as fast as the client reads it. */
export async function sendAnswer(answer: Answer, response: ExpressResponse): Promise<void> {
  response.status(answer.status);
  for (const [name, value] of answer.headers) {
    if (name === "set-cookie") response.append(name, value);
    else response.set(name, value);
  }
  if (answer instanceof Response && answer.body !== null) return pipeline(answer.body, response);
  const html = answer instanceof Response ? "" : answer.html;
  response.set("Content-Length", String(Buffer.byteLength(html))).end(html);
}
