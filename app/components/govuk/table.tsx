import { classNames } from "./class-names";

type TableCell = { text: string; format?: "numeric" };

type TableProps = {
  caption: string;
  captionClasses?: string;
  head: TableCell[];
  rows: TableCell[][];
  firstCellIsHeader?: boolean;
};

export function Table({ caption, captionClasses, head, rows, firstCellIsHeader }: TableProps) {
  return (
    <table className="govuk-table">
      <caption className={classNames("govuk-table__caption", captionClasses)}>{caption}</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          {head.map((cell, index) => (
            <Cell key={index} cell={cell} scope="col" />
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {rows.map((row, rowIndex) => (
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
  const { text, format } = cell;
  const Element = scope ? "th" : "td";
  const base = scope ? "govuk-table__header" : "govuk-table__cell";
  // Like govuk-frontend's own (Nunjucks) table, this ignores the format of the first cell when that is a header.
  const modifier = format && scope !== "row" && `${base}--${format}`;
  return (
    <Element scope={scope} className={classNames(base, modifier)}>
      {text}
    </Element>
  );
}
