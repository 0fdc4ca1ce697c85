import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { UserList } from "./user-list";

vi.mock(import("@remix-run/react"), () => ({
  useLocation: (() => ({ pathname: "/support/users", search: "" })) as typeof useLocation,
}));

const person = (id: string, firstName: string, email: string) => ({
  id,
  firstName,
  lastName: "Price",
  email,
  lastSignedInAt: null,
});
const users = [
  person("1", "Éric", "eric.price@example.com"),
  person("2", "eric", "e.price@example.com"),
  person("3", "Megan", "megan.price@example.com"),
];

test("links to two people of one name differ by a hidden address; other links have none", () => {
  const page = { items: users, total: 3, isMore: false, page: 1, pageCount: 1 };
  const html = renderToStaticMarkup(
    <UserList users={page} show="all" path="/support/users" name="support-users" mayAdd empty="" />,
  );

  expect(html.match(/govuk-visually-hidden"> \([^)]*\)/g)).toEqual([
    'govuk-visually-hidden"> (eric.price@example.com)',
    'govuk-visually-hidden"> (e.price@example.com)',
  ]);
});
