import type { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { createExpressMiddleware } from "@trpc/server/adapters/express";
import type { Request, RequestHandler, Response } from "express";
import type { NamedActor } from "../../actor.ts";
import { mostBytes } from "../../bulk-changes/schema.ts";
import type { Context } from "../../procedures/trpc.ts";
import { appRouter } from "../../router.ts";
import { retryAfterHeader } from "../../refusals.ts";
import type { Resources } from "../../resources.ts";
import { createReport } from "../../security-events/report.ts";
import { addressOf } from "../client-address.ts";
import { noteRefused } from "../middleware/report-refusals.ts";
import { disconnectionOf } from "../connections/disconnection.ts";
import { admit, maxCallsAtOnce } from "./admission.ts";

/** The largest request body, in bytes: of any request, where a person's details need far less, and of a check of many. */
const usualSize = 64 * 1024;
const checkPath = "/bulkChanges.check";

/**
 * Serves the procedures over HTTP, for developers' scripts (specification, section 5). Only a bearer token identifies
 * the caller. Cookies are ignored, so that no other site can make a browser call procedures as its user.
 */
export function createCalls(resources: Resources): RequestHandler {
  const [usual, ofChecks] = [createHandler(resources, usualSize), createHandler(resources, mostBytes)];
  return (request, response, next) => {
    const handle = request.path === checkPath ? ofChecks : usual;
    handle(request, response, next);
  };
}

function createHandler(resources: Resources, maxBodySize: number): RequestHandler {
  const { db, queue, searches, environment, log } = resources;
  const { host } = new URL(environment.PUBLIC_URL);
  return createExpressMiddleware({
    router: appRouter,
    maxBodySize,
    maxBatchSize: maxCallsAtOnce,
    allowMethodOverride: true, // lets queries be sent as POST, which keeps their input out of the URL
    middleware: (request: Request, response: Response, next) => {
      request.headers.host = host; // tRPC would otherwise build a URL from the client's `Host` header
      if (request.method === "TRACE") request.method = "PUT"; // PUT is refused too, but tRPC throws on TRACE
      delete request.headers["trpc-accept"]; // the response is never streamed
      // Without a content type, tRPC would refuse any other method with an error about the type instead of the method.
      if (request.method !== "POST") request.headers["content-type"] ??= "application/json";
      admit(resources, request, response, maxBodySize).then((token) => {
        response.locals.token = token;
        next();
      }, next);
    },
    createContext: ({ res }): Context => {
      const { token } = res.locals as { token?: NamedActor };
      const disconnected = disconnectionOf(res);
      const origin = { requestId: String(res.locals.requestId), client: addressOf(res.req.ip ?? "") };
      const actor = token ? { ...token, report: createReport(log, origin) } : null;
      return { db, queue, searches, actor, settings: environment, disconnected };
    },
    responseMeta: ({ errors, info }) => ({ headers: headersFor(errors, info !== undefined) }),
    onError: ({ error, path, req }) => {
      if (req.res) noteRefused(req.res.locals, getHTTPStatusCodeFromError(error));
      if (error.code !== "INTERNAL_SERVER_ERROR" && error.code !== "SERVICE_UNAVAILABLE") return;
      const requestId = String(req.res?.locals.requestId);
      log.error({ err: error.cause ?? error, procedure: path, requestId }, "A call failed");
    },
  });
}

function headersFor(errors: readonly TRPCError[], isCall: boolean): Record<string, string> {
  const headers = retryAfterHeader(errors);
  if (!isCall) headers["Content-Type"] = "application/json"; // tRPC sets a content type only if it could read the calls
  if (errors.some(({ code }) => code === "UNAUTHORIZED")) headers["WWW-Authenticate"] = "Bearer";
  // Part of the body is still unread. On an open connection it would be parsed as the next request.
  if (errors.some(({ code }) => code === "PAYLOAD_TOO_LARGE")) headers.Connection = "close";
  return headers;
}
