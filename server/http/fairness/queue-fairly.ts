import type { Request, RequestHandler, Response } from "express";
import type { Environment } from "../../environment.ts";
import { sessionCookie } from "../../sign-in/sessions/session-cookie.ts";
import { bearerTokenOf } from "../api/admission.ts";
import { isApiPath } from "../api/api.ts";
import { clientOf } from "../client-address.ts";
import { afterResponse } from "../connections/after-response.ts";
import { callerOf } from "../middleware/report-refusals.ts";
import { Callers } from "./callers.ts";
import { FairQueue } from "./fair-queue.ts";

/**
 * Lets requests begin in turns: each person, each API token and each address has a line. A request counts for its
 * address until its session or token was found in the database, so that nobody gets more lines by making them up.
 *
 * As long as no request has to wait, nothing is read or remembered, because that takes CPU.
 */
export function queueFairly({ PUBLIC_URL }: Pick<Environment, "PUBLIC_URL">): RequestHandler {
  const cookie = sessionCookie(PUBLIC_URL);
  const queue = new FairQueue();
  const callers = new Callers();

  /** The session id or API token that a request has, whether or not it is valid. */
  async function credentialOf(request: Request): Promise<string | undefined> {
    if (isApiPath(request.path)) return bearerTokenOf(request);
    const sessionId: unknown = await cookie.parse(request.headers.cookie ?? null);
    return typeof sessionId === "string" ? sessionId : undefined;
  }

  function lineOf(request: Request, response: Response, credential: string | undefined): string {
    const caller = credential === undefined ? undefined : callers.find(credential);
    if (caller !== undefined) return caller;
    if (credential !== undefined) rememberAfter(response, credential);
    return clientOf(request.ip ?? "");
  }

  function rememberAfter(response: Response, credential: string): void {
    afterResponse(response, () => {
      void callerOf(response).then((found) => {
        if (found) callers.remember(credential, `${found.kind} ${found.id}`);
      });
    });
  }

  return (request, response, next) => {
    if (queue.begin(next)) return;
    credentialOf(request).then((credential) => {
      queue.wait(lineOf(request, response, credential), () => {
        if (!response.destroyed) next(); // the client may have disconnected
      });
    }, next);
  };
}
