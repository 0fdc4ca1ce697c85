import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RequestContext } from "../server/http/pages/request-context";
import type { Caller } from "../server/router";
import type { Session } from "../server/sign-in/sessions/sessions";
import { toResponse } from "./refusals.server";
import { signInPath } from "./sign-in.server";

type RemixArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** The arguments of a loader or action that does not need a session. */
type PublicArgs = RemixArgs & { server: RequestContext };

/** The arguments of a loader or action that needs a session. `api` calls procedures as the user who is signed in. */
export type SignedInArgs = PublicArgs & { api: Caller; user: NonNullable<Session["user"]> };

type Run<Given, Result> = (args: Given) => Result | Promise<Result>;

/** A loader or action for everyone. Turns a procedure's error into a redirect or a page (specification, section 5). */
export function withAnyone<Result>(run: Run<PublicArgs, Result>) {
  return async (args: RemixArgs): Promise<Result> => {
    const { server } = args.context;
    try {
      return await run({ ...args, server });
    } catch (error) {
      throw toResponse(error, args.request);
    }
  };
}

/** A loader or action for organisation users and support users, who may read everything that organisation users may. */
export function withOrganisationUser<Result>(run: Run<SignedInArgs, Result>) {
  return withAnyone(async (args): Promise<Result> => {
    const session = await args.server.getSession();
    if (!session?.user) throw redirect(signInPath(args.request));
    return run({ ...args, user: session.user, api: await args.server.api() });
  });
}

/** A loader or action for support users only, even if its procedures allow other users (specification, section 6). */
export function withSupport<Result>(run: Run<SignedInArgs, Result>) {
  return withOrganisationUser(async (args): Promise<Result> => {
    if (args.user.kind !== "support_user") throw new Response(null, { status: 403 });
    return run(args);
  });
}
