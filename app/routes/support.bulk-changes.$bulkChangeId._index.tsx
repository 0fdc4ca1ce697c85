import { useLoaderData } from "@remix-run/react";
import { loadProgress, postProgress } from "../bulk-changes/progress.server";
import { startOf, wordsFor } from "../components/bulk-changes/bulk-change-words";
import { Progress } from "../components/bulk-changes/progress";
import { WorkedRows } from "../components/bulk-changes/rows/worked-rows";
import { OrganisationName } from "../components/organisations/organisation-name";
import { Page } from "../components/page";
import { Paragraph } from "../components/prose";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { paths } from "../paths";

export const loader = withSupport(loadProgress);
export const action = withSupport(postProgress);

export const handle: TitleHandle<typeof loader> = {
  title: ({ bulkChange: { kind, organisation }, rows }) => [
    `${wordsFor(kind).heading}${rows ? pageOf(rows) : ""}`,
    organisation?.name,
  ],
};

export default function BulkChange() {
  const { bulkChange, show, rows, banner, isNews } = useLoaderData<typeof loader>();
  const { kind, organisation } = bulkChange;
  return (
    <Page
      heading={wordsFor(kind).heading}
      caption={startOf(bulkChange)}
      back={paths.bulkChanges}
      banner={banner}
    >
      {organisation && (
        <Paragraph>
          <OrganisationName organisation={organisation} href={paths.organisationUsers(organisation.id)} />
        </Paragraph>
      )}
      <Progress bulkChange={bulkChange} isNews={isNews} />
      <WorkedRows bulkChange={bulkChange} show={show} rows={rows} />
    </Page>
  );
}
