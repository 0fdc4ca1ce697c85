import { useLoaderData } from "@remix-run/react";
import { ActivityFilter } from "../components/activity/activity-filter";
import { ActivityList } from "../components/activity/activity-list";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { checkPage, requestedActivity, requestedPage } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withApi } from "../guards.server";

/** A page of the activity log. */
export const loader = withApi(async ({ api, request }) => {
  const filter = requestedActivity(request);
  const activity = await api.activity.list({ ...filter, page: requestedPage(request) });
  checkPage(request, activity);
  return { filter, activity };
});

type Loaded = { activity: { page: number; pageCount: number } };

export const handle: TitleHandle<Loaded | undefined> = {
  title: (data) => [`Activity${data ? pageOf(data.activity) : ""}`],
};

export default function Activity() {
  const { filter, activity } = useLoaderData<typeof loader>();
  return (
    <Page heading="Activity">
      <ActivityFilter filter={filter} entries={activity.items} />
      {activity.total === 0 && <p className="govuk-body">There is no activity.</p>}
      <ActivityList entries={activity.items} level={2} />
      <PageLinks page={activity.page} pageCount={activity.pageCount} />
    </Page>
  );
}
