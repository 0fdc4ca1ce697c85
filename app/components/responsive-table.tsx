import type { ReactNode } from "react";
import { classNames } from "./govuk/class-names";

type ResponsiveTableProps = {
  /** Shown above the table. With `hideCaption`, only screen readers read it. */
  caption?: string;
  hideCaption?: boolean;
  head: ReactNode[];
  /** Whether the first column has checkboxes, which a phone shows beside the second one. */
  hasSelection?: boolean;
  /** The cells of each row. The first one says what the row is about. */
  rows: ReactNode[][];
};

/**
 * A GOV.UK table. A phone's screen (320 px) is too narrow for columns: there, CSS shows each row as a block, with the
 * column's name before every cell except the first. `display: block` removes the roles of table elements for
 * screen readers, so each element has its `role` attribute.
 */
export function ResponsiveTable({ caption, hideCaption, head, hasSelection, rows }: ResponsiveTableProps) {
  const captionStyle = hideCaption ? "govuk-visually-hidden" : "govuk-table__caption--m";
  return (
    <table
      className={classNames(
        "govuk-table app-responsive-table",
        hasSelection && "app-responsive-table--selection",
      )}
      role="table"
    >
      {caption && <caption className={classNames("govuk-table__caption", captionStyle)}>{caption}</caption>}
      <thead className="govuk-table__head" role="rowgroup">
        <tr className="govuk-table__row" role="row">
          {head.map((name, index) => (
            <th key={index} scope="col" className="govuk-table__header" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" role="rowgroup">
        {rows.map((cells, rowIndex) => (
          <tr key={rowIndex} className="govuk-table__row" role="row">
            {cells.map((cell, index) => (
              <td key={index} className="govuk-table__cell" role="cell" data-label={labelOf(head[index])}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The name of a column, which CSS shows before a cell. */
function labelOf(name: ReactNode): string | undefined {
  return typeof name === "string" ? name : undefined;
}
