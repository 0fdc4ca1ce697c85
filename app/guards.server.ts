import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RequestContext } from "../server/http/pages/request-context";
import type { Caller } from "../server/router";
import type { Session } from "../server/sign-in/sessions/sessions";
import { toResponse } from "./refusals.server";
import { signInPath } from "./sign-in.server";

type RemixArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** What the loader or action of a public page gets. */
export type PublicArgs = RemixArgs & { server: RequestContext };

/** What any other loader or action gets as well: the procedures, called as the person who is signed in. */
export type SignedInArgs = PublicArgs & { api: Caller; user: NonNullable<Session["user"]> };

type Run<Given, Result> = (args: Given) => Result | Promise<Result>;

/** A loader or action for everyone, signed in or not. What a procedure refuses becomes a page here. */
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

/** A loader or action for organisation users. Support users may read everything that they may. */
export function withOrganisationUser<Result>(run: Run<SignedInArgs, Result>) {
  return withAnyone(async (args): Promise<Result> => {
    const session = await args.server.getSession();
    if (!session?.user) throw redirect(signInPath(args.request));
    return run({ ...args, user: session.user, api: await args.server.api() });
  });
}

/**
 * A loader or action for support users alone, whatever the procedures behind it allow others (specification, section
 * 6).
 */
export function withSupport<Result>(run: Run<SignedInArgs, Result>) {
  return withOrganisationUser(async (args): Promise<Result> => {
    if (args.user.kind !== "support_user") throw new Response(null, { status: 403 });
    return run(args);
  });
}
