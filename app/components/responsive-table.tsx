import type { ReactNode } from "react";
import { classNames } from "./govuk/options";

type ResponsiveTableProps = {
  /** Names the table, above it, or for those who hear it where `hideCaption` is set. */
  caption?: string;
  hideCaption?: boolean;
  head: string[];
  /** A row's first cell says what it is about. */
  rows: ReactNode[][];
};

/**
 * A GOV.UK table that on a phone shows each row as a block, with the column's name before each cell but the first:
 * at 320 pixels columns leave no room for words. The roles say again what elements shown as blocks say to no one.
 */
export function ResponsiveTable({ caption, hideCaption, head, rows }: ResponsiveTableProps) {
  const captionStyle = hideCaption ? "govuk-visually-hidden" : "govuk-table__caption--m";
  return (
    <table className="govuk-table app-responsive-table" role="table">
      {caption && <caption className={classNames("govuk-table__caption", captionStyle)}>{caption}</caption>}
      <thead className="govuk-table__head" role="rowgroup">
        <tr className="govuk-table__row" role="row">
          {head.map((name) => (
            <th key={name} scope="col" className="govuk-table__header" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" role="rowgroup">
        {rows.map((cells, rowIndex) => (
          <tr key={rowIndex} className="govuk-table__row" role="row">
            {cells.map((cell, index) => (
              <td key={index} className="govuk-table__cell" role="cell" data-label={head[index]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
