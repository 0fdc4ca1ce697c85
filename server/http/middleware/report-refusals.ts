import type { RequestHandler } from "express";
import type { UserKind } from "../../people/kinds.ts";
import type { Resources } from "../../resources.ts";
import { actorFields, createReport } from "../../security-events/report.ts";
import { addressOf } from "../client-address.ts";
import { loggedPath } from "./log-requests.ts";
import { afterResponse } from "../connections/after-response.ts";

/** The statuses of requests that are refused because of who makes them, or how many they make. */
const refusals = [401, 403, 429];

/**
 * What the request's handlers found out. `token`: the caller of a procedure. `known`: finds the user of a page, if the page
 * has looked. `refused`: the status of a refused call in a batch, which as a whole has another.
 */
type Found = {
  requestId?: string;
  token?: { kind: "api_token"; id: string };
  known?: () => Promise<{ kind: UserKind; id: string } | null>;
  refused?: number;
};

/**
 * Reports a request that is refused: at most one event a response, so that a flood of requests writes no more than twice
 * the lines of the request log (specification, section 9, Security events).
 */
export function reportRefusals({ log }: Resources): RequestHandler {
  return (request, response, next) => {
    const { ip = "", method, originalUrl } = request; // a closed connection has no address
    afterResponse(response, () => {
      const { requestId, token, known, refused = response.statusCode } = response.locals as Found;
      if (!refusals.includes(refused)) return;
      const report = createReport(log, { ...(requestId && { requestId }), client: addressOf(ip) });
      const refusal = { status: refused, method, path: loggedPath(originalUrl) };
      const caller = Promise.resolve(token ?? known?.());
      void caller.then((actor) => {
        report("request_refused", { ...actorFields(actor), ...refusal });
      });
    });
    next();
  };
}

/** Notes that a call in a batch was refused. */
export function noteRefused(locals: Record<string, unknown>, status: number): void {
  if (refusals.includes(status)) locals["refused"] ??= status;
}
