import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooLargeError, readBody } from "../stand-in/body.ts";
import { sendPage, sendStyles } from "../stand-in/page.ts";
import { ApiError, apiError, internalError } from "./api/api-error.ts";
import { type Api, answerApi } from "./api/api.ts";
import { inboxJson, inboxPage } from "./inbox-page.ts";
import { sendJson } from "./json.ts";

const orderLimit = 10_000;

/** Answers any request to the stand-in: the mailbox, the faults and Notify's API. */
export async function answer(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  try {
    await route(request, response, api);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    const { status, body } = asApiError(error);
    sendJson(response, status, body);
  }
}

async function route(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const isGet = request.method === "GET" || request.method === "HEAD";
  if (url.pathname === "/" && isGet) sendPage(response, inboxPage(api.mailbox.newestFirst()));
  else if (url.pathname === "/inbox.json" && isGet) {
    sendJson(response, 200, inboxJson(api.mailbox.newestFirst()));
  } else if (url.pathname === "/stand-in.css" && isGet) sendStyles(response);
  else if (url.pathname === "/faults" && request.method === "POST") {
    const { accepted, message } = api.faults.order(await readBody(request, orderLimit));
    sendJson(response, accepted ? 200 : 400, { message });
  } else await answerApi(request, response, url, api);
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof BodyTooLargeError) return apiError(413, "RequestEntityTooLarge", error.message);
  process.stderr.write(`The stand-in for GOV.UK Notify failed: ${String(error)}\n`);
  return internalError();
}
