import { redirect } from "@remix-run/node";
import { withApi } from "../with-api.server";

/** Where DfE Sign-in sends people back to; whoever cancelled, or came twice, starts from the sign-in page. */
export const loader = withApi(async ({ request, console }) => {
  try {
    return await console.completeSignIn(request);
  } catch (err) {
    if (!(err instanceof Error) || err.name !== "SignInError") throw err;
    console.log.warn({ err, requestId: console.requestId }, "A sign-in did not succeed");
    return redirect("/");
  }
});
