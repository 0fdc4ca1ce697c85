import { redirect } from "@remix-run/node";
import { withApi } from "../with-api.server";

/** Starts with a draft of its own, so that two tabs never mix. */
export const loader = withApi(({ request }) => {
  const path = new URL(request.url).pathname.replace(/\/$/, "");
  throw redirect(`${path}/${crypto.randomUUID()}`);
});
