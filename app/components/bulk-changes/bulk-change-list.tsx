import type { BulkChange } from "../../../server/bulk-changes/schema";
import { paths } from "../../paths";
import { formatDateTime } from "../date-time";
import { Tag } from "../govuk/tag";
import { OrganisationName } from "../organisations/organisation-name";
import { PageLinks } from "../page-links";
import { TextLink } from "../prose";
import { ResponsiveTable } from "../responsive-table";
import { progressOf, startOf, wordsFor } from "./bulk-change-words";

type BulkChangeListProps = { bulkChanges: { items: BulkChange[]; page: number; pageCount: number } };

/** One page of the bulk changes that were started. */
export function BulkChangeList({ bulkChanges: { items, page, pageCount } }: BulkChangeListProps) {
  return (
    <>
      {items.length > 0 && (
        <ResponsiveTable
          caption="Bulk changes"
          hideCaption
          head={["Bulk change", "Organisation", "Started", "Done", "Not done"]}
          rows={items.map((bulkChange) => [
            <BulkChangeLink bulkChange={bulkChange} />,
            bulkChange.organisation && <OrganisationName organisation={bulkChange.organisation} />,
            startOf(bulkChange),
            bulkChange.done.toLocaleString("en-GB"),
            bulkChange.notDone.toLocaleString("en-GB"),
          ])}
        />
      )}
      <PageLinks page={page} pageCount={pageCount} />
    </>
  );
}

/** Several bulk changes do the same, so screen readers also read when each one was started. */
function BulkChangeLink({ bulkChange }: { bulkChange: BulkChange }) {
  const { id, kind, state, startedAt } = bulkChange;
  return (
    <>
      <TextLink href={paths.bulkChange(id)}>
        {wordsFor(kind).heading}
        {startedAt && <span className="govuk-visually-hidden">, {formatDateTime(startedAt)}</span>}
      </TextLink>
      {state === "running" && <State text={`In progress: ${progressOf(bulkChange)}`} />}
      {state === "stopped" && <State text="Stopped" classes="govuk-tag--grey" />}
    </>
  );
}

function State(tag: { text: string; classes?: string }) {
  return (
    <div className="govuk-!-margin-top-1">
      <Tag {...tag} />
    </div>
  );
}
