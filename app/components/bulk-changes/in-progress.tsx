import type { BulkChange } from "../../../server/bulk-changes/schema";
import { paths } from "../../paths";
import { TextLink } from "../prose";

/** Says how far each bulk change to an organisation's users has come. Renders nothing if there is none. */
export function BulkChangesInProgress({ bulkChanges }: { bulkChanges: BulkChange[] }) {
  return bulkChanges.map(({ id, worked, toDo }) => (
    <div key={id} className="govuk-inset-text">
      A bulk change is in progress:{" "}
      <TextLink href={paths.bulkChange(id)}>
        {format(worked)} of {format(toDo)}
      </TextLink>
      .
    </div>
  ));
}

function format(count: number): string {
  return count.toLocaleString("en-GB");
}
