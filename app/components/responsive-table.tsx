import type { ReactNode } from "react";
import { classNames } from "./govuk/class-names";

type ResponsiveTableProps = {
  /** Shown above the table, or with `hideCaption` only read out. */
  caption?: string;
  hideCaption?: boolean;
  head: string[];
  /** The first cell names its row. */
  rows: ReactNode[][];
};

/**
 * A GOV.UK table. On a phone each row is a block with the column's name before each cell but the first, because 320
 * pixels are too narrow for columns. Elements that CSS turns into blocks lose their roles, so the roles are stated.
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
