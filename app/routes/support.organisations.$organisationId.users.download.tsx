import { redirect } from "@remix-run/node";
import { downloadUsers } from "../downloads/users.server";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { requestedShow, uuidParam } from "../request.server";

/**
 * Sends an organisation's users, or those that a filter shows, as a CSV file. A post, so that no other site can make a
 * user's browser download, which the activity log would show as the user's doing.
 */
export const action = withSupport(async ({ api, params, request, server }) => {
  await server.countSave();
  const organisationId = uuidParam(params, "organisationId");
  const show = requestedShow(request);
  return downloadUsers((part) => api.organisationUsers.download({ organisationId, show, ...part }));
});

/** After a sign-in in between, the browser requests the same URL with GET. */
export const loader = withSupport(({ params }) =>
  redirect(paths.organisationUsers(uuidParam(params, "organisationId"))),
);
