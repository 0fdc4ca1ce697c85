import { redirect } from "@remix-run/node";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

/** Leads to the first of the support pages. */
export const loader = withSupport(() => redirect(paths.organisations));

export default function Support() {
  return null;
}
