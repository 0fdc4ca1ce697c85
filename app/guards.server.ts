import { redirect } from "@remix-run/node";
import type { RequestContext } from "../server/http/pages/request-context";
import type { PageRequest, RouteArgs } from "../server/http/reading/page-build";
import { isUnavailable } from "../server/procedures/unavailable";
import type { Caller } from "../server/router";
import type { Session } from "../server/sign-in/sessions/sessions";
import { toResponse } from "./refusals.server";
import { signInPath } from "./request.server";

/** The arguments of a loader or action that does not need a session. */
type PublicArgs<Asked extends PageRequest = PageRequest> = RouteArgs<Asked> & { server: RequestContext };

/** The arguments of an action, or of the loader of a route without a page: the request is there as a whole. */
export type WholeRequestArgs = PublicArgs<Request>;

/** The arguments of a loader or action that needs a session. `api` calls procedures as the user who is signed in. */
export type SignedInArgs<Asked extends PageRequest = PageRequest> = PublicArgs<Asked> & {
  api: Caller;
  user: NonNullable<Session["user"]>;
};

type Run<Given, Result> = (args: Given) => Result | Promise<Result>;

/** `isUse`: whether a request keeps the session alive. What a page asks by itself does not. */
type GuardOptions = { isUse?: boolean };

/**
 * A loader or action for everyone. Turns a procedure's error into a redirect or a page (specification, section 5), and
 * an unavailable database or DfE Sign-in into a page with status 503 (specification, section 2).
 */
export function withAnyone<Result, Asked extends PageRequest>(run: Run<PublicArgs<Asked>, Result>) {
  return async (args: RouteArgs<Asked>): Promise<Result> => {
    const { server } = args.context;
    try {
      return await run({ ...args, server });
    } catch (error) {
      if (!isUnavailable(error)) throw toResponse(error, args.request);
      server.logFailure(error);
      throw new Response(null, { status: 503 });
    }
  };
}

/** A loader or action for organisation users and support users, who may read everything that organisation users may. */
export function withOrganisationUser<Result, Asked extends PageRequest>(
  run: Run<SignedInArgs<Asked>, Result>,
  options?: GuardOptions,
) {
  return withAnyone(async (args: PublicArgs<Asked>): Promise<Result> => {
    const session = await args.server.getSession(options);
    if (!session?.user) throw redirect(signInPath(args.request));
    return run({ ...args, user: session.user, api: await args.server.api() });
  });
}

/** A loader or action for support users only, even if its procedures allow other users (specification, section 6). */
export function withSupport<Result, Asked extends PageRequest>(
  run: Run<SignedInArgs<Asked>, Result>,
  options?: GuardOptions,
) {
  return withOrganisationUser(async (args: SignedInArgs<Asked>): Promise<Result> => {
    if (args.user.kind !== "support_user") throw new Response(null, { status: 403 });
    return run(args);
  }, options);
}
