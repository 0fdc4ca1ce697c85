import { TRPCError } from "@trpc/server";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import type { Request, RequestHandler, Response } from "express";
import type { Actor } from "../actor.ts";
import { findApiToken } from "../api-tokens/api-tokens.ts";
import { maxCallsAtOnce } from "../client.ts";
import { takeFromLimit } from "../procedures/rate-limits.ts";
import { appRouter } from "../router.ts";
import { refusal } from "../refusals.ts";
import type { Resources } from "../resources.ts";
import { type Context, reportingUnavailable } from "../procedures/trpc.ts";

type Token = Extract<Actor, { id: string }>;

/** The largest body that a call may have, in bytes: names, an address and ids are far smaller. */
const maxBodySize = 64 * 1024;

/**
 * The procedures over HTTP, for developers' scripts (specification, section 5). Whoever calls is known by a bearer token and by nothing
 * else: cookies are not looked at, so no other site can have a browser call here in somebody's name.
 */
export function createApi(resources: Resources): RequestHandler {
  const { db, queue, environment, log } = resources;
  const { host } = new URL(environment.PUBLIC_URL);
  return createExpressMiddleware({
    router: appRouter,
    maxBodySize,
    maxBatchSize: maxCallsAtOnce,
    allowMethodOverride: true, // so that what a query asks about need not be in a URL
    middleware: (request: Request, response: Response, next) => {
      response.set("Cache-Control", "no-store");
      request.headers.host = host; // tRPC would make an address of whatever the request says
      if (request.method === "TRACE") request.method = "PUT"; // refused alike, where TRACE would be an error
      delete request.headers["trpc-accept"]; // answers are whole, never a stream
      // Of any method but POST, tRPC would ask for a type before it says that the method is wrong.
      if (request.method !== "POST") request.headers["content-type"] ??= "application/json";
      admit(resources, request).then((token) => {
        response.locals.token = token;
        next();
      }, next);
    },
    createContext: async ({ res, info }): Promise<Context> => {
      const { token } = res.locals as { token?: Token };
      if (token) await countCalls(resources, res, token, info.calls.length);
      return { db, queue, actor: token ?? null, settings: environment };
    },
    responseMeta: ({ errors, info }) => ({ headers: headersFor(errors, info !== undefined) }),
    onError: ({ error, path }) => {
      if (error.code !== "INTERNAL_SERVER_ERROR" && error.code !== "SERVICE_UNAVAILABLE") return;
      log.error({ err: error.cause ?? error, procedure: path }, "A call failed");
    },
  });
}

/**
 * Whose call this is, before anything of it is read.
 *
 * @throws {TRPCError} UNAUTHORIZED, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, SERVICE_UNAVAILABLE
 */
async function admit({ db }: Resources, request: Request): Promise<Token> {
  const bearer = /^Bearer +(?<token>\S+) *$/i.exec(request.headers.authorization ?? "");
  const token = bearer?.groups?.["token"];
  const actor = token && (await reportingUnavailable(() => findApiToken(db, token)));
  if (!actor) throw new TRPCError({ code: "UNAUTHORIZED" });
  if (Number(request.headers["content-length"] ?? 0) > maxBodySize) {
    throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
  }
  const isJson = request.is("application/json") !== false;
  if (request.method === "POST" && !isJson) throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  return actor;
}

/**
 * Counts calls against the token's limit (specification, section 9), those of a batch one by one.
 *
 * @throws {TRPCError} TOO_MANY_REQUESTS, having said in `Retry-After` when to go on; SERVICE_UNAVAILABLE
 */
async function countCalls(
  { db, environment }: Resources,
  response: Response,
  { id }: Token,
  count: number,
): Promise<void> {
  const calls = Array.from({ length: count }, () =>
    takeFromLimit(db, `calls:${id}`, environment.RATE_LIMIT_CALLS),
  );
  const counted = await reportingUnavailable(() => Promise.all(calls));
  const refused = counted.find(({ allowed }) => !allowed);
  if (refused === undefined) return;
  response.set("Retry-After", String(refused.retryAfterSeconds));
  throw refusal("tooManyRequests", { retryAfterSeconds: refused.retryAfterSeconds });
}

function headersFor(errors: readonly TRPCError[], isCall: boolean): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!isCall) headers["Content-Type"] = "application/json"; // which tRPC says of answers to calls only
  if (errors.some(({ code }) => code === "UNAUTHORIZED")) headers["WWW-Authenticate"] = "Bearer";
  // What is left of a body that nobody reads must not be taken for the connection's next request.
  if (errors.some(({ code }) => code === "PAYLOAD_TOO_LARGE")) headers.Connection = "close";
  return headers;
}
