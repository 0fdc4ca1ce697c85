import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SecondaryNavigation } from "./secondary-navigation";

test("marks only the current page for screen readers", () => {
  const html = renderToStaticMarkup(
    <SecondaryNavigation
      label="Ashgrove Primary School"
      items={[
        { text: "Details", href: "/support/organisations/1" },
        { text: "Users", href: "/support/organisations/1/users", current: true },
      ]}
    />,
  );

  expect(html).toContain('<nav class="app-secondary-navigation" aria-label="Ashgrove Primary School">');
  expect(html).toContain('href="/support/organisations/1">Details</a>');
  expect(html).toContain('href="/support/organisations/1/users" aria-current="page">Users</a>');
});
