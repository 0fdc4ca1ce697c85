import { redirect } from "@remix-run/node";
import { retryPath } from "../sign-in.server";
import { withApi } from "../with-api.server";

/** Where DfE Sign-in sends people back to; whoever cancelled starts again, whoever comes twice is signed in already. */
export const loader = withApi(async ({ request, console }) => {
  try {
    return await console.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    console.log.warn({ err, requestId: console.requestId }, "A sign-in did not succeed");
    return redirect((await console.getSession()) ? "/" : retryPath(err));
  }
});
