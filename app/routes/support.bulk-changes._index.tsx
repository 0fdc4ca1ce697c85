import { useLoaderData } from "@remix-run/react";
import { BulkChangeList } from "../components/bulk-changes/bulk-change-list";
import { Page } from "../components/page";
import { Paragraph } from "../components/prose";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";
import { checkPage, requestedPage } from "../request.server";

/** Loads one page of the bulk changes that were started. */
export const loader = withSupport(async ({ api, request }) => {
  const bulkChanges = await api.bulkChanges.list({ page: requestedPage(request) });
  checkPage(request, bulkChanges);
  return bulkChanges;
});

export const handle: TitleHandle<typeof loader> = {
  title: (bulkChanges) => [`Bulk changes${pageOf(bulkChanges)}`],
};

export default function BulkChanges() {
  const bulkChanges = useLoaderData<typeof loader>();
  return (
    <Page heading="Bulk changes">
      {bulkChanges.total === 0 && <Paragraph>There are no bulk changes.</Paragraph>}
      <BulkChangeList bulkChanges={bulkChanges} />
    </Page>
  );
}
