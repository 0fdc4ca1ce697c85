import { redirect } from "@remix-run/node";
import { NoPage } from "../document/no-page";
import { withAnyone } from "../guards.server";
import { paths } from "../paths";

/** Ends the session in the console and at DfE Sign-in. */
export const action = withAnyone(({ server }) => server.signOut());

/** Only a POST request signs out. A GET request redirects to the home page. */
export const loader = withAnyone(() => redirect(paths.home));

export default NoPage;
