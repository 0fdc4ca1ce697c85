import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { sendPage } from "../stand-in/page.ts";
import {
  ApiError,
  apiError,
  badRequest,
  internalError,
  rateLimitError,
  unknownPath,
} from "./api/api-error.ts";
import { type ApiKey, authorise } from "./api/authorise.ts";
import { listEmails, showTemplate } from "./api/look-up.ts";
import { acceptEmail, type Sending } from "./api/send.ts";
import type { Faults } from "./faults.ts";
import { inboxJson, inboxPage } from "./mailbox/inbox-page.ts";

/** What the routes need. `limit` is in requests per minute; `hang` waits as long as a gateway before its time-out. */
export type StandIn = Sending & {
  key: ApiKey;
  faults: Faults;
  limit: number;
  limitRate: () => void;
  hang: () => Promise<void>;
  now: () => number;
};

/** Handles a request for the mailbox, `/faults` or Notify's API. Sends errors as responses and does not throw them. */
export async function answer(request: IncomingMessage, response: ServerResponse, standIn: StandIn) {
  try {
    await route(request, response, standIn);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    if (!(error instanceof ApiError)) process.stderr.write(`The Notify stand-in failed: ${String(error)}\n`);
    const { status, body } = error instanceof ApiError ? error : internalError();
    sendJson(response, status, body);
  }
}

async function route(request: IncomingMessage, response: ServerResponse, standIn: StandIn): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const { mailbox, faults } = standIn;
  switch (`${request.method} ${pathname}`) {
    case "GET /":
      sendPage(response, inboxPage(mailbox.list()));
      return;
    case "GET /inbox.json":
      sendJson(response, 200, inboxJson(mailbox.list()));
      return;
    case "POST /faults":
      sendJson(response, 200, { message: faults.order(await readJson(request)) });
      return;
  }
  if (!pathname.startsWith("/v2/")) throw unknownPath();
  await authorise(request.headers.authorization, standIn.key, standIn.now);
  const [, templateId] = /^\/v2\/template\/([^/]+)$/.exec(pathname) ?? [];
  if (request.method === "POST" && pathname === "/v2/notifications/email") {
    await send(request, response, standIn);
  } else if (request.method === "GET" && pathname === "/v2/notifications") {
    sendJson(response, 200, listEmails(searchParams.get("reference"), mailbox));
  } else if (request.method === "GET" && templateId !== undefined) {
    sendJson(response, 200, showTemplate(templateId, standIn.templates));
  } else throw unknownPath();
}

async function send(request: IncomingMessage, response: ServerResponse, standIn: StandIn): Promise<void> {
  const body = await readJson(request);
  const fault = standIn.faults.take();
  if (fault === 500) throw internalError();
  if (fault === 429) throw rateLimitError(standIn.limit);
  if (fault === 400) throw badRequest("Can't send to this recipient using a team-only API key");
  if (fault === "timeout") {
    await standIn.hang();
    throw apiError(504, "GatewayTimeout", "Gateway timeout");
  }
  standIn.limitRate();
  const accepted = acceptEmail(body, standIn);
  if (fault === "drop-after-accept") response.destroy();
  else sendJson(response, 201, accepted);
}

/** The parsed body of the request; undefined if it is not JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  return json(request).catch(() => undefined);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
