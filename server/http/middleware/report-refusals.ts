import type { RequestHandler, Response } from "express";
import type { UserKind } from "../../people/kinds.ts";
import type { Resources } from "../../resources.ts";
import { actorFields, createReport } from "../../security-events/report.ts";
import { addressOf } from "../client-address.ts";
import { loggedPath } from "./log-requests.ts";
import { afterResponse } from "../connections/after-response.ts";

/** The statuses of requests that are refused because of who makes them, or how many they make. */
const refusals = [401, 403, 429];

/** Who makes a request: a person who is signed in, or a script. */
type Caller = { kind: UserKind | "api_token"; id: string };

/**
 * What the request's handlers found out. `token`: the caller of a procedure. `known`: finds the user of a page, if the page
 * has looked. `refused`: the status of a refused call in a batch, which as a whole has another.
 */
type Found = {
  requestId?: string;
  token?: Caller;
  known?: () => Promise<Caller | null>;
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
      const { requestId, refused = response.statusCode } = response.locals as Found;
      if (!refusals.includes(refused)) return;
      const report = createReport(log, { ...(requestId && { requestId }), client: addressOf(ip) });
      const refusal = { status: refused, method, path: loggedPath(originalUrl) };
      void callerOf(response).then((actor) => {
        report("request_refused", { ...actorFields(actor), ...refusal });
      });
    });
    next();
  };
}

/** Who made a request: the caller of a procedure, or the user of a page that has looked. */
export async function callerOf({ locals }: Response): Promise<Caller | null | undefined> {
  const { token, known } = locals as Found;
  return token ?? known?.();
}

/** Notes that a call in a batch was refused. */
export function noteRefused(locals: Record<string, unknown>, status: number): void {
  if (refusals.includes(status)) locals["refused"] ??= status;
}
