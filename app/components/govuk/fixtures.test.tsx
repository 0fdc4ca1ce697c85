import { describe, expect, test } from "vitest";
import { readFixtures, renderFixture, type FixtureComponent } from "../../../tests/markup/govuk-fixtures";
import { normaliseHtml } from "../../../tests/markup/normalise-html";
import { BackLink } from "./back-link";
import { Button } from "./button";
import { Checkboxes } from "./checkboxes";
import { DateInput } from "./date-input";
import { ErrorSummary } from "./error-summary";
import { Fieldset } from "./fieldset";
import { FileUpload } from "./file-upload";
import { Footer } from "./footer";
import { Header } from "./header";
import { Input } from "./input";
import { InsetText } from "./inset-text";
import { NotificationBanner } from "./notification-banner";
import { Pagination } from "./pagination";
import { Radios } from "./radios";
import { Select } from "./select";
import { ServiceNavigation } from "./service-navigation";
import { SkipLink } from "./skip-link";
import { SummaryCard } from "./summary-card";
import { SummaryList } from "./summary-list";
import { Table } from "./table";
import { Tag } from "./tag";
import { Textarea } from "./textarea";
import { WarningText } from "./warning-text";

/** Our components, each with the names of the govuk-frontend fixtures that use only options which it supports. */
const components: { name: string; Component: FixtureComponent; examples: string[] }[] = [
  { name: "back-link", Component: BackLink, examples: ["with custom text and link"] },
  {
    name: "button",
    Component: Button,
    examples: [
      "default",
      "link",
      "classes",
      "link classes",
      "name",
      "value",
      "don't prevent double click",
      "prevent double click",
    ],
  },
  { name: "checkboxes", Component: Checkboxes, examples: ["classes", "with checked item", "with idPrefix"] },
  {
    name: "date-input",
    Component: DateInput,
    examples: [
      "default",
      "with values",
      "with values and name prefix",
      "with error message and hint",
      "with error on day input",
      "with error on month input",
      "with error on year input",
    ],
  },
  {
    name: "error-summary",
    Component: ErrorSummary,
    examples: ["default", "error list with html as text link"],
  },
  {
    name: "fieldset",
    Component: Fieldset,
    examples: ["default", "as page heading l", "with describedBy", "legend classes"],
  },
  {
    name: "file-upload",
    Component: FileUpload,
    examples: [
      "default",
      "with error message and hint",
      "enhanced",
      "enhanced, with error message and hint",
      "id",
      "with optional form-group classes",
    ],
  },
  { name: "footer", Component: Footer, examples: ["with meta"] },
  { name: "header", Component: Header, examples: ["custom homepage url"] },
  {
    name: "input",
    Component: Input,
    examples: [
      "default",
      "with hint text",
      "with error message",
      "with error and hint",
      "id",
      "custom type",
      "value",
      "with optional form-group classes",
      "with autocomplete attribute",
      "with spellcheck enabled",
      "with spellcheck disabled",
    ],
  },
  { name: "inset-text", Component: InsetText, examples: ["default", "html as text"] },
  {
    name: "notification-banner",
    Component: NotificationBanner,
    examples: ["default", "with type as success", "with long heading", "custom text", "html as text"],
  },
  {
    name: "pagination",
    Component: Pagination,
    examples: ["default", "with many pages", "first page", "last page"],
  },
  { name: "radios", Component: Radios, examples: ["default", "small with long text"] },
  {
    name: "select",
    Component: Select,
    examples: ["without values", "without values with selected value"],
  },
  {
    name: "service-navigation",
    Component: ServiceNavigation,
    examples: ["with service name and navigation", "with a single navigation item"],
  },
  { name: "skip-link", Component: SkipLink, examples: ["default", "custom href"] },
  {
    name: "summary-list",
    Component: SummaryList,
    examples: ["default", "value with html", "actions href", "single action with anchor"],
  },
  { name: "summary-list", Component: SummaryCard, examples: ["as a summary card with actions"] },
  { name: "table", Component: Table, examples: ["with head and caption"] },
  { name: "tag", Component: Tag, examples: ["default", "green", "html as text"] },
  {
    name: "textarea",
    Component: Textarea,
    examples: [
      "default",
      "with hint and error message",
      "with default value",
      "with custom rows",
      "with optional form-group classes",
      "with autocomplete attribute",
      "with spellcheck disabled",
    ],
  },
  { name: "warning-text", Component: WarningText, examples: ["html as text", "no icon fallback text"] },
];

describe.each(components)("$name", async ({ name, Component, examples }) => {
  const fixtures = await readFixtures(name);

  test.each(examples)("renders '%s'", (example) => {
    const fixture = fixtures.find((candidate) => candidate.name === example);
    if (!fixture) throw new Error(`govuk-frontend has no such fixture: ${example}`);
    expect(normaliseHtml(renderFixture(Component, fixture.options))).toEqual(normaliseHtml(fixture.html));
  });
});
