import type { ReactElement } from "react";
import type { DescribedBulkChange, Outcome, Row } from "../../../../server/bulk-changes/schema";
import { Tag } from "../../govuk/tag";
import { refusedTexts, verdictTexts } from "../check-words";

const grey = "govuk-tag--grey";
const red = "govuk-tag--red";
const nothingToDo = <Tag text="Nothing to do" classes={grey} />;

type Kind = DescribedBulkChange["kind"];

/** What a row will become, or why nothing can or need be done for it. */
export function CheckedRow({ row, kind }: { row: Row; kind: Kind }) {
  const { verdict, problem } = row;
  if (verdict === "refused") {
    return <Status tag={<Tag text={refusedTexts[kind]} classes={red} />} text={problem} />;
  }
  if (!verdict.startsWith("will_be_")) {
    return <Status tag={nothingToDo} text={problem ?? verdictTexts[verdict]} />;
  }
  return (
    <>
      {verdictTexts[verdict]}
      {verdict === "will_be_linked" && <StoredName row={row} />}
    </>
  );
}

/** The person with the address has another name, which stands (specification, section 3, Adding someone who already exists). */
function StoredName({ row: { email, storedName } }: { row: Row }) {
  if (storedName === null) return null;
  return (
    <p className="govuk-hint govuk-!-margin-bottom-0">
      {email} already belongs to {storedName}. We will not use the name you entered.
    </p>
  );
}

const done = <Tag text="Done" classes="govuk-tag--green" />;
const notDone = <Tag text="Not done" classes={red} />;

const outcomeTags: Record<Outcome, ReactElement> = {
  added: done,
  linked: done,
  invited: done,
  removed: done,
  already_belongs: nothingToDo,
  already_removed: nothingToDo,
  just_invited: nothingToDo,
  signed_in: nothingToDo,
  refused: notDone,
  failed: notDone,
  stopped: notDone,
};

/** What has become of a row of a bulk change that was started. */
export function WorkedRow({ row: { outcome, outcomeText, problem } }: { row: Row }) {
  if (outcome === null) return "Waiting";
  return <Status tag={outcomeTags[outcome]} text={problem ?? outcomeText} />;
}

function Status({ tag, text }: { tag: ReactElement; text: string | null }) {
  return (
    <>
      {tag} <span className="app-row-status">{text}</span>
    </>
  );
}
