import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Figures } from "../../../server/performance/schema";
import { BarChart } from "./bar-chart";
import { PerformanceFigures } from "./performance-figures";

const nothing: Figures = {
  ...{ from: "2026-01-01", to: "2026-01-14" },
  added: { users: 0, invitationSent: 0, invitationDelivered: 0, signedIn: 0 },
  firstSignIn: { medianDays: null, within: [1, 7, 30].map((days) => ({ days, users: 0 })) },
  months: [{ from: "2026-01-01", to: "2026-01-14", added: 0, removed: 0 }],
  emails: { sent: 0, delivered: 0, failed: 0, cancelled: 0 },
  failedEmails: [],
  refusedSignIns: [{ reason: "not_invited", signIns: 0 }],
  organisations: { withUser: 0, withSignedInUser: 0 },
};

const much: Figures = {
  ...nothing,
  added: { users: 4321, invitationSent: 4001, invitationDelivered: 3901, signedIn: 2161 },
  firstSignIn: { medianDays: 1.5, within: [{ days: 1, users: 1000 }] },
  months: [{ from: "2026-01-01", to: "2026-01-14", added: 4321, removed: 17 }],
  emails: { sent: 5001, delivered: 4900, failed: 23, cancelled: 7 },
  failedEmails: [{ reason: "it could not be sent", emails: 23 }],
  refusedSignIns: [{ reason: "not_invited", signIns: 99 }],
  organisations: { withUser: 321, withSignedInUser: 300 },
};

const render = (figures: Figures) => renderToStaticMarkup(<PerformanceFigures figures={figures} />);
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");

it("has each chart under a heading, with the same numbers in a table with a caption", () => {
  const sections = render(much).split("<section").slice(1);

  expect(sections).toHaveLength(7);
  for (const section of sections) {
    const [chart = "", table = ""] = section.split('<table class="govuk-table">');
    expect(section).toMatch(/<h2[^>]*>[^<]+<\/h2>.*<div class="app-chart" aria-hidden="true">/);
    expect(table).toMatch(/<caption[^>]*>[^<]+<\/caption>/);
    const drawn = [...chart.matchAll(/<text[^>]*>([\d,]+)/g)].map(([, number]) => number);
    expect(drawn).toEqual([...table.matchAll(/<td[^>]*>([\d,]+)<\/td>/g)].map(([, number]) => number));
    expect(drawn).not.toEqual([]);
  }
});

it("shows the share of those added, and the median", () => {
  const text = textOf(render(much));

  expect(text).toContain("Recent figures will rise.");
  expect(text).toContain("Signed in 2,161 50%");
  expect(text).toContain("Median: 1.5 days");
});

it("says so where there is nothing", () => {
  const html = render(nothing);

  expect(html).not.toMatch(/<svg|<table/);
  expect(textOf(html)).toContain("No users were added in this period");
  expect(textOf(html)).toContain("Median: Not available");
  expect(textOf(html)).toContain("No emails failed in this period");
});

it("draws bars by their part of the largest, each with its value, and escapes text", () => {
  const bars = [{ value: 200, text: "200" }];
  const html = renderToStaticMarkup(
    <BarChart
      rows={[
        { label: "<b>", bars },
        { label: "Small", bars: [{ value: 15, text: "15 & more" }] },
      ]}
      isFunnel
    />,
  );

  expect(html).toContain("&lt;b&gt;");
  expect(html).toContain("15 &amp; more");
  expect(html).not.toMatch(/style=|<script|<b>/);
  expect(
    [...html.matchAll(/<rect class="(\S+)" width="([\d.]+%)"/g)].map(([, name, width]) => [name, width]),
  ).toEqual([
    ["app-chart__bar", "100%"],
    ["app-chart__whole", "100%"],
    ["app-chart__bar", "7.5%"],
  ]);
});
