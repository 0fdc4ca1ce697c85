import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../../stand-in/body.ts";
import {
  apiError,
  badRequest,
  internalError,
  rateLimitError,
  unknownPath,
  wrongMethod,
} from "./api-error.ts";
import { type ApiKey, authorise } from "./authorise.ts";
import type { Faults } from "../faults.ts";
import { sendJson } from "../json.ts";
import { listEmails, listTemplates, showEmail, showTemplate } from "./look-up.ts";
import { type Sending, acceptEmail } from "./send.ts";

/** What the API answers with; `hang` waits as long as a gateway would before it gives up. */
export type Api = Sending & {
  key: ApiKey;
  baseUrl: () => string;
  faults: Faults;
  limitRate: () => void;
  limit: number;
  hang: () => Promise<void>;
  now: () => number;
};

const bodyLimit = 2 * 1024 * 1024;

/**
 * Answers a request under `/v2` as Notify does.
 *
 * @throws {ApiError} for every answer that is not a success
 */
export async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  api: Api,
): Promise<void> {
  const route = findRoute(url.pathname);
  if (!route) throw unknownPath();
  await authorise(request.headers.authorization, api.key, api.now);
  if (request.method !== (route.name === "send" ? "POST" : "GET")) throw wrongMethod();
  if (route.name === "send") await send(request, response, api);
  else sendJson(response, 200, lookUp(route, url.searchParams, api));
}

type Route = { name: "send" | "email" | "emails" | "template" | "templates"; id: string };

const routes: [Route["name"], RegExp][] = [
  ["send", /^\/v2\/notifications\/email$/],
  ["email", /^\/v2\/notifications\/([^/]+)$/],
  ["emails", /^\/v2\/notifications$/],
  ["template", /^\/v2\/template\/([^/]+)$/],
  ["templates", /^\/v2\/templates$/],
];

function findRoute(path: string): Route | null {
  for (const [name, pattern] of routes) {
    const match = pattern.exec(path);
    if (match) return { name, id: match[1] ?? "" };
  }
  return null;
}

function lookUp({ name, id }: Route, query: URLSearchParams, api: Api): unknown {
  if (name === "email") return showEmail(id, api.baseUrl(), api.mailbox);
  if (name === "emails") return listEmails(query, api.baseUrl(), api.mailbox);
  if (name === "template") return showTemplate(id, api.templates);
  return listTemplates(query, api.templates);
}

async function send(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  const body = await readBody(request, bodyLimit);
  const fault = api.faults.take();
  if (fault === 500) throw internalError();
  if (fault === 429) throw rateLimitError(api.limit);
  if (fault === 400) throw badRequest("Can't send to this recipient using a team-only API key");
  if (fault === "timeout") {
    await api.hang();
    throw apiError(504, "GatewayTimeout", "Gateway timeout");
  }
  api.limitRate();
  const accepted = acceptEmail(body, api.baseUrl(), api);
  if (fault === "drop-after-accept") response.destroy();
  else sendJson(response, 201, accepted);
}
