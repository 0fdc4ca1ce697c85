import { useLoaderData } from "@remix-run/react";
import { ActivityFilter } from "../components/activity/activity-filter";
import { ActivityList } from "../components/activity/activity-list";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { checkPage, requestedActivity, requestedPage } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { Paragraph, TextLink } from "../components/prose";
import { paths } from "../paths";

/** Loads one page of the activity log. */
export const loader = withSupport(async ({ api, request }) => {
  const filter = requestedActivity(request);
  const activity = await api.activity.list({ ...filter, page: requestedPage(request) });
  checkPage(request, activity);
  return { filter, activity };
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ activity }) => [`Activity${pageOf(activity)}`],
};

export default function Activity() {
  const { filter, activity } = useLoaderData<typeof loader>();
  return (
    <Page heading="Activity">
      <Paragraph>
        <TextLink href={paths.bulkChanges}>Bulk changes</TextLink>
      </Paragraph>
      <Paragraph>
        <TextLink href={paths.apiTokens}>API tokens</TextLink>
      </Paragraph>
      <ActivityFilter filter={filter} entries={activity.items} />
      {activity.total === 0 && <Paragraph>There is no activity.</Paragraph>}
      <ActivityList entries={activity.items} level={2} />
      <PageLinks page={activity.page} pageCount={activity.pageCount} />
    </Page>
  );
}
