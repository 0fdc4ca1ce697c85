import { redirect } from "@remix-run/node";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";

/** Ends the session, here and at DfE Sign-in. */
export const action = withAnyone(({ server }) => server.signOut());

/** Signing out takes a post. */
export const loader = withAnyone(() => redirect(paths.home));

/** Never shown, but without a component this route has no error page. */
export default function SignOut() {
  return null;
}
