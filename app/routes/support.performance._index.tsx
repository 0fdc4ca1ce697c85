import { useLoaderData } from "@remix-run/react";
import { formatDate } from "../components/date-time";
import { Page } from "../components/page";
import { PerformanceFigures } from "../components/performance/performance-figures";
import { Paragraph, TextLink } from "../components/prose";
import { SecondaryNavigation } from "../components/secondary-navigation";
import type { TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";
import { requestedPeriod } from "../request.server";

/** Loads the figures of a period. */
export const loader = withSupport(({ api, request }) =>
  api.performance.get({ period: requestedPeriod(request) }),
);

export const handle: TitleHandle<typeof loader> = { title: () => ["Performance"] };

const periodNames = { "30_days": "Last 30 days", "12_months": "Last 12 months", all_time: "All time" };

export default function Performance() {
  const { period, figures } = useLoaderData<typeof loader>();
  return (
    <Page heading="Performance">
      <SecondaryNavigation
        label="Period"
        items={Object.entries(periodNames).map(([value, text]) => ({
          text,
          href: paths.performance(value === "30_days" ? {} : { period: value }),
          isCurrent: value === period,
        }))}
      />
      {figures === null ? (
        <Paragraph>The figures have not been counted yet. Try again in 10 minutes.</Paragraph>
      ) : (
        <>
          <Paragraph>
            {formatDate(figures.from)} to {formatDate(figures.to)}. Figures are counted each night.
          </Paragraph>
          <Paragraph>
            <TextLink href={paths.performanceDownload({ period })}>Download figures (CSV)</TextLink>
          </Paragraph>
          <PerformanceFigures figures={figures} />
        </>
      )}
    </Page>
  );
}
