import { redirect } from "@remix-run/node";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";
import { retryPath } from "../sign-in.server";

/** Where DfE Sign-in sends people back to. Those who cancelled can start again. */
export const loader = withAnyone(async ({ request, server }) => {
  try {
    return await server.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    server.log.warn({ err, requestId: server.requestId }, "A sign-in did not succeed");
    // Somebody who comes twice, as with Back, has a session already.
    return redirect((await server.getSession()) ? paths.home : retryPath(err));
  }
});
