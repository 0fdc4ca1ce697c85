import { classNames, contentOf, present, type Attributes, type Content, type Skipped } from "./options";

export type TableCell = Content & {
  format?: "numeric";
  colspan?: number;
  rowspan?: number;
  classes?: string;
  attributes?: Attributes;
};

type TableProps = {
  caption?: string;
  captionClasses?: string;
  head?: TableCell[];
  rows: (TableCell[] | Skipped)[];
  firstCellIsHeader?: boolean;
  classes?: string;
  attributes?: Attributes;
};

/** GOV.UK table. */
export function Table(props: TableProps) {
  const { caption, captionClasses, head, rows, firstCellIsHeader, classes, attributes } = props;
  return (
    <table className={classNames("govuk-table", classes)} {...attributes}>
      {caption && <caption className={classNames("govuk-table__caption", captionClasses)}>{caption}</caption>}
      {head && (
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {head.map((cell, index) => (
              <Cell key={index} cell={cell} scope="col" />
            ))}
          </tr>
        </thead>
      )}
      <tbody className="govuk-table__body">
        {present(rows).map((row, rowIndex) => (
          <tr key={rowIndex} className="govuk-table__row">
            {row.map((cell, index) => (
              <Cell key={index} cell={cell} scope={firstCellIsHeader && index === 0 ? "row" : undefined} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ cell, scope }: { cell: TableCell; scope: "col" | "row" | undefined }) {
  const { format, colspan, rowspan, classes, attributes } = cell;
  const Element = scope ? "th" : "td";
  const base = scope ? "govuk-table__header" : "govuk-table__cell";
  // As in Nunjucks, a row's header has no format.
  const modifier = format && scope !== "row" && `${base}--${format}`;
  return (
    <Element
      scope={scope}
      className={classNames(base, modifier, classes)}
      colSpan={colspan}
      rowSpan={rowspan}
      {...attributes}
    >
      {contentOf(cell)}
    </Element>
  );
}
