import { redirect } from "@remix-run/node";
import { downloadUsers } from "../downloads/users.server";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { requestedQuery, requestedShow } from "../request.server";

/** Sends the users of all organisations, or those that a search and a filter find, as a CSV file. */
export const action = withSupport(async ({ api, request, server }) => {
  await server.countSave();
  const [query, show] = [requestedQuery(request), requestedShow(request)];
  return downloadUsers((part) => api.organisationUsers.downloadSearch({ query, show, ...part }), {
    hasOrganisations: true,
  });
});

/** After a sign-in in between, the browser requests the same URL with GET. */
export const loader = withSupport(() => redirect(paths.allOrganisationUsers));
