import type { Request as ExpressRequest, Response as ExpressResponse } from "express";

/** Express's request as Remix takes it, addressed to `PUBLIC_URL` whatever its headers say. */
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
