import type { useLocation } from "@remix-run/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { OrganisationList } from "./organisation-list";

const location = vi.hoisted(() => ({ pathname: "/support/organisations", search: "" }));
vi.mock(import("@remix-run/react"), () => ({ useLocation: (() => location) as typeof useLocation }));

const ashgrove = {
  id: "1",
  name: "Ashgrove Primary School",
  type: "Community school",
  urn: "100001",
  ukprn: null,
  street: null,
  town: "Leeds",
  postcode: "LS1 1AB",
  isClosed: false,
  closedOn: null,
};

type Shown = {
  query?: string;
  closedLeftOut?: number;
  includeClosed?: boolean;
  total?: number;
  isMore?: boolean;
  page?: number;
};

function render({
  query = "",
  total = 1,
  isMore = false,
  page = 1,
  closedLeftOut = 0,
  includeClosed = false,
}: Shown): string {
  location.search = query && `?${new URLSearchParams({ query }).toString()}`;
  const items = total > 0 ? [ashgrove] : [];
  const pageCount = Math.max(1, Math.ceil(total / 25));
  return renderToStaticMarkup(
    <OrganisationList
      organisations={{ items, total, isMore, page, pageCount, closedLeftOut }}
      query={query}
      includeClosed={includeClosed}
    />,
  );
}

it("searches with a GET form that holds only the query, and not the page", () => {
  const html = render({ query: "ash", total: 60, page: 2 });

  expect(html).toContain('<form role="search" method="get" action="/support/organisations"');
  expect(html.match(/ name="[^"]*"/g)).toEqual([' name="query"', ' name="includeClosed"']);
  expect(html).toContain('value="ash"');
});

it("connects label and hint with the field", () => {
  const html = render({});

  expect(html).toContain(
    '<label class="govuk-label govuk-label--s" for="query">Search organisations</label>',
  );
  expect(html).toContain(
    '<div id="query-hint" class="govuk-hint">Search by name, town, postcode, URN or UKPRN</div>',
  );
  expect(html).toContain('aria-describedby="query-hint"');
});

it.each([
  [1, "1 organisation matches ‘ash’."],
  [12, "12 organisations match ‘ash’."],
  [1234, "1,234 organisations match ‘ash’."],
  [0, "No organisations match ‘ash’."],
])("says that it found %i", (total, text) => {
  const html = render({ query: "ash", total });

  expect(html).toContain(`<p class="govuk-body">${text}</p>`);
  expect(html).toContain('href="/support/organisations">Clear search</a>');
});

it.each([
  [1, "1 closed organisation is left out."],
  [12, "12 closed organisations are left out."],
  [1_000, "1,000 or more closed organisations are left out."],
])("says that it leaves out %i", (closedLeftOut, text) => {
  expect(render({ query: "ash", closedLeftOut })).toContain(`<p class="govuk-body">${text}</p>`);
});

it("says that there are more matches than it shows", () => {
  const html = render({ query: "school", total: 1_000, isMore: true });

  expect(html).toContain('<p class="govuk-body">More than 1,000 match. Narrow your search.</p>');
  expect(html).not.toContain("match ‘school’");
  expect(html).toContain('href="/support/organisations">Clear search</a>');
  expect(html).toContain("page=40");
});

it("shows no table without matches, and escapes the query", () => {
  const html = render({ query: '<b>"', total: 0 });

  expect(html).toContain("No organisations match ‘&lt;b&gt;&quot;’.");
  expect(html).not.toContain("<table");
});

it("keeps the query in the links to other pages", () => {
  const html = render({ query: "st mary's & all", total: 60, page: 2 });

  expect(html).toContain('href="/support/organisations?query=st+mary%27s+%26+all&amp;page=3"');
});

it("says nothing about a search without a query", () => {
  expect(render({})).not.toContain("Clear search");
  expect(render({ total: 0 })).toContain("There are no organisations.");
});
