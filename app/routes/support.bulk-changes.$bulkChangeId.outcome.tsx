import { redirect } from "@remix-run/node";
import { downloadOutcome } from "../bulk-changes/outcome.server";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { uuidParam } from "../request.server";

/** A post, as the download of an organisation's users is. */
export const action = withSupport(downloadOutcome);

/** After a sign-in in between, the browser requests the same URL with GET. */
export const loader = withSupport(({ params }) =>
  redirect(paths.bulkChange(uuidParam(params, "bulkChangeId"))),
);
