import { data } from "@remix-run/node";
import { useLoaderData, useLocation } from "@remix-run/react";
import { requestedActivity } from "../activity/filter.server";
import { withoutFilter } from "../activity/filter-query";
import { ActivityFilter, DateErrors } from "../components/activity/activity-filter";
import { ActivityList } from "../components/activity/activity-list";
import { SelectedFilters } from "../components/activity/selected-filters";
import { Button } from "../components/govuk/button";
import { Page } from "../components/page";
import { PageLinks } from "../components/page-links";
import { Paragraph, TextLink } from "../components/prose";
import { checkPage, requestedPage } from "../request.server";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

/** Loads one page of the activity log. With a wrong date, it shows no entries. */
export const loader = withSupport(async ({ api, request }) => {
  const asked = requestedActivity(request);
  const { filter, errors } = asked;
  const { userId, organisationId } = filter;
  const [activity, choices] = await Promise.all([
    errors ? null : api.activity.list({ ...filter, page: requestedPage(request) }),
    api.activity.choices({ userId, organisationId }),
  ]);
  if (activity) checkPage(request, activity);
  return data({ ...asked, activity, choices }, errors ? 400 : 200);
});

export const handle: TitleHandle<typeof loader> = {
  title: ({ activity }) => [`Activity${activity ? pageOf(activity) : ""}`],
};

export default function Activity() {
  const { activity, choices, ...asked } = useLoaderData<typeof loader>();
  return (
    <Page heading="Activity" errors={<DateErrors errors={asked.errors} />}>
      <Paragraph>
        <TextLink href={paths.bulkChanges}>Bulk changes</TextLink>
      </Paragraph>
      <Paragraph>
        <TextLink href={paths.apiTokens}>API tokens</TextLink>
      </Paragraph>
      <ActivityFilter asked={asked} choices={choices} />
      <SelectedFilters filter={asked.filter} choices={choices} />
      {activity && <Entries activity={activity} />}
    </Page>
  );
}

type EntriesProps = { activity: NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["activity"]> };

function Entries({ activity: { items, total, isMore, page, pageCount } }: EntriesProps) {
  const { search } = useLocation();
  if (total === 0) return <Paragraph>There is no activity.</Paragraph>;
  return (
    <>
      {isMore && <Paragraph>More than {total.toLocaleString("en-GB")} match. Narrow your search.</Paragraph>}
      <form method="post" action={paths.activityDownload(withoutFilter(search))} noValidate>
        <Button text="Download (CSV)" classes="govuk-button--secondary" />
      </form>
      <ActivityList entries={items} level={2} />
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}
