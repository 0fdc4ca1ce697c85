import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { OrganisationNavigation } from "./organisation-navigation";

const location = { pathname: "/support/organisations/1/users", search: "" };
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

test("marks only the current page for screen readers", () => {
  const html = renderToStaticMarkup(<OrganisationNavigation organisationId="1" current="Users" />);

  expect(html).toContain('<nav class="app-secondary-navigation" aria-label="Organisation">');
  expect(html).toContain('href="/support/organisations/1">Details</a>');
  expect(html).toContain('href="/support/organisations/1/users" aria-current="page">Users</a>');
});
