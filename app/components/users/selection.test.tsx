import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Selection, SelectUser } from "./selection";

const location = { pathname: "/support/organisation-users", search: "?query=price" };
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

test.each([
  ["Select all 143 users", { total: 143, pageCount: 6 }, true],
  ["Select all 1,000 users", { total: 1_000, pageCount: 40 }, true],
  ["Narrow the list to select all users.", { total: 1_000, pageCount: 40 }, false],
  [undefined, { total: 25, pageCount: 1 }, true],
])("offers to select all: %s", (words, list, canSelectAll) => {
  const html = renderToStaticMarkup(
    <Selection list={list} error={undefined} canSelectAll={canSelectAll}>
      the table
    </Selection>,
  );

  expect(html).toContain("Select users on this page, or select all.");
  expect(/Select all [\d,]+ users|Narrow the list to select all users\./.exec(html)?.[0]).toBe(words);
});

test("a checkbox names its user by name and address", () => {
  const user = { id: "1", firstName: "Megan", lastName: "Price", email: "megan.price@example.com" };

  const html = renderToStaticMarkup(<SelectUser user={user} index={1} />);

  expect(html).toContain('id="user-2" name="user" type="checkbox" value="1"');
  expect(html).toContain(
    '<span class="govuk-visually-hidden">Select Megan Price, megan.price@example.com</span>',
  );
});
