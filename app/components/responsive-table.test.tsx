import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ResponsiveTable } from "./responsive-table";

const html = renderToStaticMarkup(
  <ResponsiveTable caption="Emails" head={["Email", "Status"]} rows={[["Invitation", "Sent"]]} />,
);

test("names each cell's column, which a phone shows before the cell", () => {
  expect(html).toContain('role="cell" data-label="Email">Invitation</td>');
  expect(html).toContain('role="cell" data-label="Status">Sent</td>');
});

test("states the roles of a table, which CSS can take away", () => {
  const roles = [...html.matchAll(/role="(\w+)"/g)].map(([, role]) => role);
  expect(roles).toEqual(
    ["table", "rowgroup", "row", "columnheader", "columnheader", "rowgroup", "row", "cell", "cell"], // prettier-ignore
  );
});

test("has a caption, which can be visually hidden", () => {
  expect(html).toContain('<caption class="govuk-table__caption govuk-table__caption--m">Emails</caption>');
  const hidden = renderToStaticMarkup(<ResponsiveTable caption="Cookies" hideCaption head={[]} rows={[]} />);
  expect(hidden).toContain('<caption class="govuk-table__caption govuk-visually-hidden">Cookies</caption>');
});
