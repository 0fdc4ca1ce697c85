import type { IncomingMessage, ServerResponse } from "node:http";
import { json, text } from "node:stream/consumers";
import { sendPage } from "../stand-in/page.ts";
import {
  ApiError,
  apiError,
  badRequest,
  dailyLimitError,
  htmlPage,
  internalError,
  rateLimitError,
  unknownPath,
} from "./api/api-error.ts";
import { authorise } from "./api/authorise.ts";
import { listEmails, listTemplates, showEmail } from "./api/look-up.ts";
import { acceptEmail, isDeleted, type Sending } from "./api/send.ts";
import type { Faults } from "./faults.ts";
import { inboxJson, inboxPage } from "./mailbox/inbox-page.ts";

/** What the routes need. `limit` is in requests per minute; `hang` waits as long as a gateway before its time-out. */
export type StandIn = Sending & {
  faults: Faults;
  limit: number;
  isWithinRate: () => boolean;
  hang: () => Promise<void>;
};

/** Handles a request for the mailbox, its controls or Notify's API. Sends errors as responses and does not throw them. */
export async function answer(request: IncomingMessage, response: ServerResponse, standIn: StandIn) {
  response.setHeader("Date", new Date(standIn.state.now()).toUTCString());
  try {
    await route(request, response, standIn);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    if (!(error instanceof ApiError)) process.stderr.write(`The Notify stand-in failed: ${String(error)}\n`);
    const { status, body } = error instanceof ApiError ? error : internalError();
    if (typeof body === "string") sendPage(response, body, status);
    else sendJson(response, status, body);
  }
}

async function route(request: IncomingMessage, response: ServerResponse, standIn: StandIn): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const { mailbox, faults, state } = standIn;
  switch (`${request.method} ${pathname}`) {
    case "GET /":
      sendPage(response, inboxPage(mailbox.list(), state));
      return;
    case "GET /inbox.json":
      sendJson(response, 200, inboxJson(mailbox.list()));
      return;
    case "POST /faults":
      sendJson(response, 200, { message: faults.order(await readJson(request)) });
      return;
    case "POST /state":
      state.put(Object.fromEntries(new URLSearchParams(await text(request))));
      response.writeHead(303, { Location: "/" }).end();
      return;
  }
  if (!pathname.startsWith("/v2/")) throw unknownPath();
  if (state.is("maintenance")) throw htmlPage(200, "Sorry, there is a problem with the service");
  if (state.is("gateway-denies")) throw htmlPage(403, "403 Forbidden");
  await authorise(request.headers.authorization, standIn.key, state);
  const [, id] = /^\/v2\/notifications\/([^/]+)$/.exec(pathname) ?? [];
  if (request.method === "POST" && id === "email") await send(request, response, standIn);
  else if (request.method !== "GET") throw unknownPath();
  else if (id !== undefined) sendJson(response, 200, showEmail(id, mailbox));
  else if (pathname === "/v2/notifications") {
    sendJson(response, 200, listEmails(searchParams.get("reference"), mailbox));
  } else if (pathname === "/v2/templates") {
    sendJson(
      response,
      200,
      listTemplates(standIn.templates, (template) => isDeleted(template, standIn)),
    );
  } else throw unknownPath();
}

async function send(request: IncomingMessage, response: ServerResponse, standIn: StandIn): Promise<void> {
  const { state, limit } = standIn;
  const body = await readJson(request);
  const fault = standIn.faults.take();
  if (fault === 500) throw internalError();
  if (fault === 429) throw rateLimitError(limit, state.keyType());
  if (fault === 400) throw badRequest("Can’t send to this recipient using a team-only API key");
  if (fault === "timeout") {
    await standIn.hang();
    throw apiError(504, "GatewayTimeout", "Gateway timeout");
  }
  if (!standIn.isWithinRate()) throw rateLimitError(limit, state.keyType());
  const today = state.leftToday();
  if (today.left <= 0) throw dailyLimitError(today.limit);
  const accepted = acceptEmail(body, standIn);
  state.countEmail();
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
