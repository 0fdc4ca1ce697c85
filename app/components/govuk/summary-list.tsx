import { classNames, contentOf, present, type Attributes, type Content, type Skipped } from "./options";

type SummaryListAction = Content & {
  href: string;
  visuallyHiddenText?: string;
  classes?: string;
  attributes?: Attributes;
};

export type SummaryListRow = {
  key: Content & { classes?: string };
  value: Content & { classes?: string };
  actions?: { items?: SummaryListAction[]; classes?: string };
  classes?: string;
};

type SummaryListProps = {
  rows: (SummaryListRow | Skipped)[];
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK summary list. */
export function SummaryList({ rows, classes, attributes }: SummaryListProps) {
  const shown = present(rows);
  const anyActions = shown.some((row) => row.actions?.items?.length);
  return (
    <dl className={classNames("govuk-summary-list", classes)} {...attributes}>
      {shown.map((row, index) => (
        <Row key={index} row={row} isMissingActions={anyActions && !row.actions?.items} />
      ))}
    </dl>
  );
}

function Row({ row, isMissingActions }: { row: SummaryListRow; isMissingActions: boolean }) {
  const { key, value, actions, classes } = row;
  const noActions = isMissingActions && "govuk-summary-list__row--no-actions";
  return (
    <div className={classNames("govuk-summary-list__row", noActions, classes)}>
      <dt className={classNames("govuk-summary-list__key", key.classes)}>{contentOf(key)}</dt>
      <dd className={classNames("govuk-summary-list__value", value.classes)}>{contentOf(value)}</dd>
      {actions?.items?.length ? (
        <dd className={classNames("govuk-summary-list__actions", actions.classes)}>
          <Actions items={actions.items} />
        </dd>
      ) : null}
    </div>
  );
}

function Actions({ items }: { items: SummaryListAction[] }) {
  const [only, ...others] = items.map((action, index) => <ActionLink key={index} {...action} />);
  if (others.length === 0) return only;
  return (
    <ul className="govuk-summary-list__actions-list">
      {[only, ...others].map((link, index) => (
        <li key={index} className="govuk-summary-list__actions-list-item">
          {link}
        </li>
      ))}
    </ul>
  );
}

function ActionLink({ href, visuallyHiddenText, classes, attributes, ...content }: SummaryListAction) {
  return (
    <a className={classNames("govuk-link", classes)} href={href} {...attributes}>
      {contentOf(content)}
      {visuallyHiddenText && <span className="govuk-visually-hidden"> {visuallyHiddenText}</span>}
    </a>
  );
}
