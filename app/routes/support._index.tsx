import { redirect } from "@remix-run/node";
import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

/** Redirects to the first section of the support pages. */
export const loader = withSupport(() => redirect(paths.organisations));

export default NoPage;
