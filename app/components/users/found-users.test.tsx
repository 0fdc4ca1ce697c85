import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { FoundUsers } from "./found-users";

const location = { pathname: "/support/organisation-users", search: "" };
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

const nobody = { items: [], total: 0, isMore: false, page: 1, pageCount: 1 };

test.each([
  ["There are no organisation users.", { query: "", show: "all" }],
  ["No users to show", { query: "", show: "not_signed_in" }],
  ["No organisation users match ‘price’.", { query: "price", show: "all" }],
] as const)("says why the list is empty: %s", (words, search) => {
  const html = renderToStaticMarkup(
    <FoundUsers users={nobody} selection={{ error: undefined, canSelectAll: true }} {...search} />,
  );

  expect(html).toContain(words);
});
