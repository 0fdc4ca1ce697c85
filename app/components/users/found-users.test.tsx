import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { FoundUsers } from "./found-users";

const location = { pathname: "/support/organisation-users", search: "" };
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

const nobody = { items: [], total: 0, isMore: false, page: 1, pageCount: 1 };

test("offers the filters, and what is downloaded", () => {
  const page = (show: "all" | "invitation_failed") =>
    renderToStaticMarkup(
      <FoundUsers
        users={{ ...nobody, total: 1 }}
        query=""
        show={show}
        selection={{ error: undefined, canSelectAll: true }}
      />,
    );

  const choices = [...page("invitation_failed").matchAll(/<option[^>]*>([^<]*)</g)].map(([, text]) => text);
  expect(choices).toEqual([
    "All users",
    "Not signed in yet",
    "Latest invitation failed",
    "Invited more than 7 days ago, not signed in yet",
    "Last signed in more than 90 days ago",
  ]);
  expect(page("invitation_failed")).toContain("Download these users (CSV)");
  expect(page("all")).toContain("Download all users (CSV)");
});

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
