import type { ReactNode } from "react";
import { classNames } from "./class-names";

type SummaryListAction = {
  text: string;
  href: string;
  visuallyHiddenText?: string;
  attributes?: { id: string };
};

export type SummaryListRow = {
  key: { text: string };
  value: { text?: string; html?: ReactNode };
  actions?: { items: [SummaryListAction] };
};

export function SummaryList({ rows }: { rows: (SummaryListRow | false)[] }) {
  const shown = rows.filter((row) => row !== false);
  const anyActions = shown.some(({ actions }) => actions);
  return (
    <dl className="govuk-summary-list">
      {shown.map((row, index) => (
        <Row key={index} row={row} isMissingActions={anyActions && !row.actions} />
      ))}
    </dl>
  );
}

function Row({ row, isMissingActions }: { row: SummaryListRow; isMissingActions: boolean }) {
  const { key, value, actions } = row;
  const noActions = isMissingActions && "govuk-summary-list__row--no-actions";
  return (
    <div className={classNames("govuk-summary-list__row", noActions)}>
      <dt className="govuk-summary-list__key">{key.text}</dt>
      <dd className="govuk-summary-list__value">{value.html ?? value.text}</dd>
      {actions && (
        <dd className="govuk-summary-list__actions">
          <ActionLink {...actions.items[0]} />
        </dd>
      )}
    </div>
  );
}

function ActionLink({ text, href, visuallyHiddenText, attributes }: SummaryListAction) {
  return (
    <a className="govuk-link" href={href} {...attributes}>
      {text}
      {visuallyHiddenText && <span className="govuk-visually-hidden"> {visuallyHiddenText}</span>}
    </a>
  );
}
