import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { FoundUsers } from "./found-users";

const location = { pathname: "/support/organisation-users", search: "" };
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

const nobody = { items: [], total: 0, page: 1, pageCount: 1 };

it("says that there is nobody at all only where nobody was left out", () => {
  const html = renderToStaticMarkup(<FoundUsers users={nobody} query="" notSignedIn={false} />);
  const filtered = renderToStaticMarkup(<FoundUsers users={nobody} query="" notSignedIn />);

  expect(html).toContain("There are no organisation users.");
  expect(filtered).toContain("There are no organisation users who have not signed in yet.");
});
