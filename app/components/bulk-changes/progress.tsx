import type { DescribedBulkChange } from "../../../server/bulk-changes/schema";
import { paths } from "../../paths";
import { Button } from "../govuk/button";
import { InsetText } from "../govuk/inset-text";
import { SummaryList } from "../govuk/summary-list";
import { Paragraph, TextLink } from "../prose";
import { hasEnded, progressOf, resultOf } from "./bulk-change-words";
import { countRow } from "./count-row";

type ProgressProps = {
  bulkChange: DescribedBulkChange;
  /** Whether the page has a banner that says the result. */
  isNews: boolean;
};

/** How far a bulk change is. A script moves the bar, and says when the bulk change has ended (`app/bulk-changes/watch-progress.ts`). */
export function Progress({ bulkChange, isNews }: ProgressProps) {
  if (hasEnded(bulkChange)) return <Result bulkChange={bulkChange} isNews={isNews} />;
  const { id, worked, toDo } = bulkChange;
  return (
    <div className="app-progress" data-progress={paths.bulkChangeProgress(id)}>
      <label className="govuk-label govuk-label--s" htmlFor="progress">
        Progress
      </label>
      <progress className="app-progress__bar" id="progress" value={worked} max={toDo} />
      <Paragraph>
        <span data-progress-text>{progressOf(bulkChange)}</span>
      </Paragraph>
      <div role="status" className="govuk-body" data-progress-result />
      <Paragraph>
        <TextLink href={paths.bulkChange(id)}>Refresh</TextLink>
      </Paragraph>
      <form method="post" action={paths.bulkChange(id)} noValidate data-progress-running>
        <input type="hidden" name="step" value="stop" />
        <Button text="Stop" classes="govuk-button--secondary" preventDoubleClick />
      </form>
    </div>
  );
}

/** What a bulk change that has ended has done. */
function Result({ bulkChange, isNews }: ProgressProps) {
  const { done, nothingToDo, notDone, stoppedBecause } = bulkChange;
  const sentences = [stoppedBecause, isNews ? null : resultOf(bulkChange)].filter((text) => text !== null);
  return (
    <>
      {sentences.length > 0 && <InsetText text={sentences.join(". ")} />}
      <SummaryList
        rows={[
          countRow("Done", done),
          nothingToDo > 0 && countRow("Nothing to do", nothingToDo),
          notDone > 0 && countRow("Not done", notDone),
        ]}
      />
    </>
  );
}
