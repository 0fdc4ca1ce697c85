import { pipeline } from "node:stream/promises";
import type { Response as ExpressResponse } from "express";
import type { Answer } from "../reading/page.ts";

/** Sends a page whole, with its length, and a file as fast as the client takes it. */
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
