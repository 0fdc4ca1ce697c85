import { redirect } from "@remix-run/node";
import { downloadActivity } from "../activity/download.server";
import { requestedActivity } from "../activity/filter.server";
import { withoutFilter } from "../activity/filter-query";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

/** Sends what the filters of the activity log show as a CSV file. The page says which date is wrong. */
export const action = withSupport(async ({ api, request, server }) => {
  await server.countSave();
  const { filter, errors } = requestedActivity(request);
  if (errors) return redirect(paths.activity(withoutFilter(new URL(request.url).search)));
  return downloadActivity((part) => api.activity.download({ ...filter, ...part }));
});

/** After a sign-in in between, the browser requests the same URL with GET. */
export const loader = withSupport(({ request }) =>
  redirect(paths.activity(withoutFilter(new URL(request.url).search))),
);
