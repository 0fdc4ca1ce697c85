import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Successor } from "../../../server/organisations/schema";
import { ClosedNotice } from "./closed-notice";

const organisation = {
  ...{ id: "1", name: "Ashgrove", type: "Community school", urn: "100001", ukprn: null },
  ...{ street: null, town: null, postcode: null },
};

const successor = (name: string, isDirect: boolean): Successor => ({
  id: name,
  name,
  isClosed: isDirect,
  hasAllUsers: false,
  isDirect,
});
const [b, c, d, e] = [
  successor("B", true),
  successor("C & D", true),
  successor("E", true),
  successor("F", false),
];

function render(closedOn: string | null, successors: Successor[], hasLinks: boolean): string {
  const closed = { ...organisation, isClosed: true, closedOn, successors };
  return renderToStaticMarkup(<ClosedNotice organisation={closed} hasLinks={hasLinks} />);
}

it.each([
  ["2026-08-31", [], "Closed on 31 August 2026."],
  [null, [], "This organisation has closed."],
  ["2026-01-01", [b], "Closed on 1 January 2026. Replaced by B."],
  [null, [b, c], "This organisation has closed. Replaced by B and C &amp; D."],
  [null, [b, c, d], "This organisation has closed. Replaced by B, C &amp; D and E."],
  [null, [b, e], "This organisation has closed. Replaced by B. Later replaced by F."],
])("closed on %j, with the successors %j, says '%s'", (closedOn, successors, text) => {
  expect(render(closedOn, successors, false)).toBe(`<div class="govuk-inset-text">${text}</div>`);
  const linked = render(closedOn, successors, true);
  expect(linked.replaceAll(/<\/?a[^>]*>/g, "")).toContain(text);
  expect(linked.match(/href="\/support\/organisations\//g) ?? []).toHaveLength(successors.length);
});

it("shows nothing of an open organisation", () => {
  const open = { ...organisation, isClosed: false, closedOn: null, successors: [] };

  expect(renderToStaticMarkup(<ClosedNotice organisation={open} hasLinks />)).toBe("");
});
