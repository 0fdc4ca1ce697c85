import { type WholeRequestArgs, withAnyone } from "../guards.server";

/** DfE Sign-in redirects to this path. Completes the sign-in, or redirects to the sign-in page if it failed. */
export const loader = withAnyone(({ request, server }: WholeRequestArgs) => server.completeSignIn(request));
