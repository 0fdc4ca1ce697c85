import { redirect } from "@remix-run/node";
import { retryPath } from "../sign-in.server";
import { withApi } from "../guards.server";

/** Where DfE Sign-in sends people back to; whoever cancelled starts again, whoever comes twice is signed in already. */
export const loader = withApi(async ({ request, server }) => {
  try {
    return await server.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    server.log.warn({ err, requestId: server.requestId }, "A sign-in did not succeed");
    return redirect((await server.getSession()) ? "/" : retryPath(err));
  }
});
