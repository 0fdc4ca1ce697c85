import { TRPCError } from "@trpc/server";
import type { Request, Response } from "express";
import type { NamedActor } from "../../actor.ts";
import { findApiToken } from "../../api-tokens/authenticate.ts";
import { type LimitState, takeFromLimit } from "../../procedures/rate-limits.ts";
import { throwUnavailable } from "../../procedures/unavailable.ts";
import { refusal } from "../../refusals.ts";
import type { Resources } from "../../resources.ts";
import { decode } from "../decode.ts";

/** The largest number of calls in one request. */
export const maxCallsAtOnce = 10;

/**
 * Authenticates the caller, counts the calls against the token's limit (specification, section 9, Rate limits), and
 * checks the size and type of the request body before it is read. Says in the response's headers what the limit has left,
 * whether or not it admits the request.
 *
 * @throws {TRPCError} UNAUTHORIZED, TOO_MANY_REQUESTS, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, SERVICE_UNAVAILABLE
 */
export async function admit(
  resources: Resources,
  request: Request,
  response: Response,
  maxBodySize: number,
): Promise<NamedActor> {
  const perMinute = resources.environment.RATE_LIMIT_CALLS;
  response.set("RateLimit-Policy", `"calls";q=${perMinute};w=60`);
  const actor = await findCaller(resources, request).catch(throwUnavailable);
  const limit = await takeFromLimit(resources.db, `calls:${actor.id}`, perMinute, countCalls(request)).catch(
    throwUnavailable,
  );
  response.set("RateLimit", describeLimit(limit));
  if (!limit.allowed) throw refusal("tooManyRequests", { retryAfterSeconds: limit.retryAfterSeconds });
  if (Number(request.headers["content-length"] ?? 0) > maxBodySize) {
    throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
  }
  const isJson = request.is("application/json") !== false;
  if (request.method === "POST" && !isJson) throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE" });
  return actor;
}

/** The token that a request says it has, whether or not it is valid. */
export function bearerTokenOf(request: Request): string | undefined {
  return /^Bearer +(?<token>\S+) *$/i.exec(request.headers.authorization ?? "")?.groups?.["token"];
}

async function findCaller({ db }: Resources, request: Request): Promise<NamedActor> {
  const token = bearerTokenOf(request);
  const actor = token && (await findApiToken(db, token));
  if (!actor) throw new TRPCError({ code: "UNAUTHORIZED" });
  return actor;
}

/**
 * The number of calls in a request: the path of a batch names its procedures, separated by commas. A batch of too many is
 * refused as a whole, and counts as the most that a batch may have.
 */
function countCalls({ path }: Request): number {
  const names = (decode(path) ?? "").split(",");
  return Math.min(names.length, maxCallsAtOnce);
}

/** The header `RateLimit` of draft-ietf-httpapi-ratelimit-headers-10: what remains, and seconds until it starts again. */
function describeLimit({ remaining, retryAfterSeconds }: LimitState): string {
  return `"calls";r=${remaining};t=${retryAfterSeconds}`;
}
