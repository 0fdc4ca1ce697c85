import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { RequestContext } from "../server/http/pages/request-context";
import type { Caller } from "../server/router";
import type { Session } from "../server/sign-in/sessions/sessions";
import { toResponse } from "./refusals.server";
import { signInPath } from "./sign-in.server";

type RemixArgs = LoaderFunctionArgs | ActionFunctionArgs;

/** The arguments of a public page's loader or action. */
type PublicArgs = RemixArgs & { server: RequestContext };

/** The same for any other page, with who is signed in and the procedures, called as that person. */
export type SignedInArgs = PublicArgs & { api: Caller; user: NonNullable<Session["user"]> };

type Run<Given, Result> = (args: Given) => Result | Promise<Result>;

/** A loader or action for everyone. It shows what a procedure refuses as a page (specification, section 5). */
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

/** A loader or action for organisation users. Support users may use it too, because they may read all that organisation users may. */
export function withOrganisationUser<Result>(run: Run<SignedInArgs, Result>) {
  return withAnyone(async (args): Promise<Result> => {
    const session = await args.server.getSession();
    if (!session?.user) throw redirect(signInPath(args.request));
    return run({ ...args, user: session.user, api: await args.server.api() });
  });
}

/** A loader or action for support users only, whatever its procedures allow (specification, section 6). */
export function withSupport<Result>(run: Run<SignedInArgs, Result>) {
  return withOrganisationUser(async (args): Promise<Result> => {
    if (args.user.kind !== "support_user") throw new Response(null, { status: 403 });
    return run(args);
  });
}
