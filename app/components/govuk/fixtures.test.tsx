import { describe, expect, test } from "vitest";
import { BackLink } from "./back-link";
import { Button } from "./button";
import { Checkboxes } from "./checkboxes";
import { ErrorMessage } from "./error-message";
import { ErrorSummary } from "./error-summary";
import {
  readFixtures,
  renderFixture,
  type Fixture,
  type FixtureComponent,
} from "../../../tests/markup/govuk-fixtures";
import { Fieldset } from "./fieldset";
import { Footer } from "./footer";
import { Header } from "./header";
import { Hint } from "./hint";
import { Input } from "./input";
import { InsetText } from "./inset-text";
import { Label } from "./label";
import { normaliseHtml } from "../../../tests/markup/normalise-html";
import { NotificationBanner } from "./notification-banner";
import { Pagination } from "./pagination";
import { Select } from "./select";
import { ServiceNavigation } from "./service-navigation";
import { SkipLink } from "./skip-link";
import { SummaryList } from "./summary-list";
import { Table } from "./table";
import { Tag } from "./tag";
import { WarningText } from "./warning-text";

type Covered = {
  name: string;
  Component: FixtureComponent;
  /** Fixtures whose options we do not take, under the reason why. */
  notTaken?: Record<string, string[]>;
};

const components: Covered[] = [
  { name: "back-link", Component: BackLink },
  { name: "button", Component: Button },
  {
    name: "checkboxes",
    Component: Checkboxes,
    notTaken: {
      "conditional: what depends on a choice would be hidden without JavaScript": [
        "with pre-checked values",
        "with divider, None and conditional items",
        "with conditional items",
        "with optional form-group classes showing group error",
        "small with conditional reveal",
        "with conditional items with special characters",
        "with conditional item checked",
        "textarea in conditional",
      ],
    },
  },
  { name: "error-message", Component: ErrorMessage },
  { name: "error-summary", Component: ErrorSummary },
  { name: "fieldset", Component: Fieldset },
  {
    name: "footer",
    Component: Footer,
    notTaken: {
      "navigation: our footer has no columns of links": [
        "with default width navigation (one column)",
        "with default width navigation (two columns)",
        "with navigation",
        "Full GDS example",
        "Three equal columns",
        "with navigation item attributes",
      ],
    },
  },
  { name: "header", Component: Header },
  { name: "hint", Component: Hint },
  {
    name: "input",
    Component: Input,
    notTaken: {
      "prefix, suffix and inputWrapper: we ask for names and addresses, not amounts": [
        "with prefix",
        "with suffix",
        "with prefix and suffix",
        "with prefix and suffix and error",
        "with prefix and suffix and width modifier",
        "with prefix with html as text",
        "with prefix with html",
        "with prefix with classes",
        "with prefix with attributes",
        "with suffix with html as text",
        "with suffix with html",
        "with suffix with classes",
        "with suffix with attributes",
        "with customised input wrapper",
      ],
    },
  },
  { name: "inset-text", Component: InsetText },
  { name: "label", Component: Label },
  { name: "notification-banner", Component: NotificationBanner },
  {
    name: "pagination",
    Component: Pagination,
    notTaken: { "an empty object as item: our type wants null or false instead": ["with empty items"] },
  },
  { name: "select", Component: Select },
  { name: "service-navigation", Component: ServiceNavigation },
  { name: "skip-link", Component: SkipLink },
  {
    name: "summary-list",
    Component: SummaryList,
    notTaken: {
      "card: no page shows several summary lists side by side": [
        "as a summary card with a text header",
        "as a summary card with a html header",
        "as a summary card with actions",
        "as a summary card with actions plus summary list actions",
        "as a summary card extreme",
        "summary card with custom classes",
        "summary card with custom attributes",
        "summary card with only 1 action",
        "as a summary card with a custom header level",
      ],
    },
  },
  { name: "table", Component: Table },
  { name: "tag", Component: Tag },
  { name: "warning-text", Component: WarningText },
];

describe.each(components)("$name", async ({ name, Component, notTaken = {} }) => {
  const fixtures = await readFixtures(name);
  const left = Object.values(notTaken).flat();

  test.each(fixtures.filter((fixture) => !left.includes(fixture.name)))("renders '$name'", (fixture) => {
    expect(rendered(Component, fixture)).toEqual(normaliseHtml(fixture.html));
  });

  test.each(left)("does not take '%s'", (leftName) => {
    const fixture = fixtures.find((candidate) => candidate.name === leftName);
    expect(fixture, "no such fixture").toBeDefined();
    if (fixture) expect(rendered(Component, fixture)).not.toEqual(normaliseHtml(fixture.html));
  });
});

function rendered(Component: FixtureComponent, { options }: Fixture): string[] {
  return normaliseHtml(renderFixture(Component, options));
}
