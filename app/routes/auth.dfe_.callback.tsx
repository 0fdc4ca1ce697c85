import { redirect } from "@remix-run/node";
import { type WholeRequestArgs, withAnyone } from "../guards.server";
import { paths } from "../paths";
import { retryPath } from "../sign-in.server";

/** DfE Sign-in redirects to this path. Completes the sign-in, or redirects to the sign-in page if it failed. */
export const loader = withAnyone(async ({ request, server }: WholeRequestArgs) => {
  try {
    return await server.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    server.log.warn({ err, requestId: server.requestId }, "A sign-in did not succeed");
    // A repeated request, such as after the browser's Back button, fails although there is a session already.
    return redirect((await server.getSession()) ? paths.home : retryPath(err));
  }
});
