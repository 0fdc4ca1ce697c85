import { useLoaderData } from "@remix-run/react";
import { loadCheck, startChecked } from "../bulk-changes/check.server";
import { wordsFor } from "../components/bulk-changes/bulk-change-words";
import { CheckedBulkChange } from "../components/bulk-changes/checked-bulk-change";
import { Page } from "../components/page";
import { pageOf, type TitleHandle } from "../document/title";
import { withSupport } from "../guards.server";

export const loader = withSupport(loadCheck);
export const action = withSupport(startChecked);

export const handle: TitleHandle<typeof loader> = {
  title: ({ bulkChange: { kind, organisation }, rows }) => [
    `${wordsFor(kind).check}${pageOf(rows)}`,
    organisation?.name,
  ],
};

export default function CheckBulkChange() {
  const { bulkChange, rows, exits, banner } = useLoaderData<typeof loader>();
  const { check, caption } = wordsFor(bulkChange.kind);
  return (
    <Page heading={check} caption={caption} back={exits.back} banner={banner}>
      <CheckedBulkChange bulkChange={bulkChange} rows={rows} change={exits.form} cancel={exits.cancel} />
    </Page>
  );
}
