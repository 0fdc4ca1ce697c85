import type { ReactNode } from "react";
import type { DescribedBulkChange, Row } from "../../../server/bulk-changes/schema";
import { Button } from "../govuk/button";
import { InsetText } from "../govuk/inset-text";
import { SummaryList } from "../govuk/summary-list";
import { WarningText } from "../govuk/warning-text";
import { OrganisationName } from "../organisations/organisation-name";
import { PageLinks } from "../page-links";
import { TextLink } from "../prose";
import { emailsWarning, wordsFor } from "./bulk-change-words";
import { countsOf, nothingToDo } from "./check-words";
import { countRow } from "./count-row";
import { CheckedRow } from "./rows/row-status";
import { RowTable } from "./rows/row-table";

type CheckedBulkChangeProps = {
  bulkChange: DescribedBulkChange;
  rows: { items: Row[]; page: number; pageCount: number };
  /** The path of the form, if users were pasted or uploaded. */
  change: string | undefined;
  cancel: string;
};

/** What a bulk change would do: how many rows of each kind, the rows, and the button that starts it. */
export function CheckedBulkChange({ bulkChange, rows, change, cancel }: CheckedBulkChangeProps) {
  const { kind, organisation, toDo } = bulkChange;
  return (
    <>
      {toDo === 0 && <InsetText text={nothingToDo(bulkChange)} />}
      <SummaryList
        rows={[
          organisation !== null && {
            key: { text: "Organisation" },
            value: { html: <OrganisationName organisation={organisation} /> },
          },
          ...countsOf(bulkChange).map(({ text, rows: number }) => countRow(text, number)),
        ]}
      />
      <RowTable
        rows={rows.items}
        bulkChange={bulkChange}
        heading="What will happen"
        describe={(row) => <CheckedRow row={row} kind={kind} />}
      />
      <PageLinks page={rows.page} pageCount={rows.pageCount} />
      {toDo === 0 ? (
        <Exits change={change} cancel={cancel} />
      ) : (
        <form method="post" noValidate>
          <WarningText text={emailsWarning(bulkChange)} />
          <Exits change={change} cancel={cancel}>
            <Button
              text={wordsFor(kind).start(bulkChange)}
              classes={kind === "remove" ? "govuk-button--warning" : undefined}
              preventDoubleClick
            />
          </Exits>
        </form>
      )}
    </>
  );
}

type ExitsProps = Pick<CheckedBulkChangeProps, "change" | "cancel"> & { children?: ReactNode };

/** The button that starts the bulk change, if it can be started, and the links that leave the page. */
function Exits({ change, cancel, children }: ExitsProps) {
  return (
    <div className="govuk-button-group">
      {children}
      {change && <TextLink href={change}>Change what you entered</TextLink>}
      <TextLink href={cancel}>Cancel</TextLink>
    </div>
  );
}
