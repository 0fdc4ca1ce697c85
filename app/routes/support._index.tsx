import { redirect } from "@remix-run/node";
import { withApi } from "../guards.server";

/** Leads to the first of the support pages. */
export const loader = withApi(() => {
  throw redirect("/support/organisations");
});

export default function Support() {
  return null;
}
