import { createElement, type ComponentType, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** One of the examples that govuk-frontend ships with each component. */
export type Fixture = { name: string; options: Record<string, unknown>; html: string };

/** A component for the fixtures. Its options come from a file, so they have no types. */
export type FixtureComponent = (props: never) => ReactNode;

const folder = "/node_modules/govuk-frontend/dist/govuk/components";
const files = import.meta.glob<Fixture[]>(
  "/node_modules/govuk-frontend/dist/govuk/components/*/fixtures.json",
  { import: "fixtures" },
);

/** All fixtures of a component, including those hidden in GOV.UK's review app. */
export async function readFixtures(component: string): Promise<Fixture[]> {
  const read = files[`${folder}/${component}/fixtures.json`];
  if (!read) throw new Error(`govuk-frontend has no fixtures for ${component}`);
  return await read();
}

/** A component's HTML for a fixture's options. */
export function renderFixture(Component: FixtureComponent, options: Fixture["options"]): string {
  const props = toProps(options) as Record<string, unknown>;
  const html = renderToStaticMarkup(
    createElement(Component as ComponentType<Record<string, unknown>>, props),
  );
  return html.replaceAll(/<\/?raw-html>/g, "");
}

/** The options as they are, but strings of HTML become elements. */
function toProps(value: unknown, name = ""): unknown {
  if (typeof value === "string") return /html$/i.test(name) ? rawHtml(value) : value;
  if (Array.isArray(value)) return value.map((item) => toProps(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, option]) => [key, toProps(option, key)]));
}

function rawHtml(html: string) {
  return createElement("raw-html", { dangerouslySetInnerHTML: { __html: html } });
}
