import { redirect } from "@remix-run/node";
import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";

/** Ends the session, here and at DfE Sign-in. */
export const action = withAnyone(({ server }) => server.signOut());

/** Signing out takes a post. */
export const loader = withAnyone(() => redirect(paths.home));

export default NoPage;
