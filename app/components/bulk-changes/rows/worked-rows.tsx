import type { DescribedBulkChange, Row, RowsInput } from "../../../../server/bulk-changes/schema";
import { paths } from "../../../paths";
import { formatDay } from "../../date-time";
import { Button } from "../../govuk/button";
import { PageLinks } from "../../page-links";
import { Heading, Paragraph } from "../../prose";
import { SecondaryNavigation } from "../../secondary-navigation";
import { WorkedRow } from "./row-status";
import { RowTable } from "./row-table";

type Shown = RowsInput["show"];

type WorkedRowsProps = {
  bulkChange: DescribedBulkChange;
  show: Shown;
  /** Null once the details were deleted. */
  rows: { items: Row[]; total: number; page: number; pageCount: number } | null;
};

const filters: [show: Shown, text: string][] = [
  ["all", "All"],
  ["done", "Done"],
  ["nothing_to_do", "Nothing to do"],
  ["not_done", "Not done"],
];

/** The rows of a bulk change that was started, each with its outcome, and what can be done with them. */
export function WorkedRows({ bulkChange, show, rows }: WorkedRowsProps) {
  const { id, detailsDeletedAt, canRetry, canUndo } = bulkChange;
  if (rows === null) {
    return detailsDeletedAt && <Paragraph>Details were deleted on {formatDay(detailsDeletedAt)}</Paragraph>;
  }
  return (
    <>
      <div className="govuk-button-group">
        <form method="post" action={paths.bulkChangeOutcome(id)} noValidate>
          <Button text="Download outcome (CSV)" classes="govuk-button--secondary" />
        </form>
        {canRetry && <StepButton id={id} step="retry" text="Try again the rows not done" />}
        {canUndo && <StepButton id={id} step="undo" text="Remove the users who were added" />}
      </div>
      <Heading>Rows</Heading>
      <SecondaryNavigation
        label="Rows"
        items={filters.map(([value, text]) => ({
          text,
          href: paths.bulkChange(id, value === "all" ? {} : { show: value }),
          isCurrent: value === show,
        }))}
      />
      {rows.total === 0 ? (
        <Paragraph>There are no rows to show.</Paragraph>
      ) : (
        <RowTable
          rows={rows.items}
          bulkChange={bulkChange}
          heading="Outcome"
          describe={(row) => <WorkedRow row={row} />}
        />
      )}
      <PageLinks page={rows.page} pageCount={rows.pageCount} />
    </>
  );
}

/** A button that checks another bulk change, which takes rows of this one. */
function StepButton({ id, step, text }: { id: string; step: "retry" | "undo"; text: string }) {
  return (
    <form method="post" action={paths.bulkChange(id)} noValidate>
      <input type="hidden" name="step" value={step} />
      <Button text={text} classes="govuk-button--secondary" preventDoubleClick />
    </form>
  );
}
