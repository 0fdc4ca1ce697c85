import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { notMeasured, sizedPages } from "./pages.ts";

const folder = join(import.meta.dirname, "../../../../app/routes");

/** The paths of routes for signed-in people that respond to GET or are downloads. */
const routes = globSync("*.tsx", { cwd: folder })
  .filter((file) => /\b(withSupport|withOrganisationUser)\(/.test(readFileSync(join(folder, file), "utf8")))
  .map((file) => pathOf(basename(file, ".tsx")));

const measured = sizedPages.map(({ path }) => path.replace(/\?.*/, ""));

function pathOf(route: string): string {
  return `/${route
    .replace(/\._index$/, "")
    .replaceAll(".", "/")
    .replaceAll("$", ":")}`;
}

/** Paths are the same page if they differ only in the names of ids. */
const shapeOf = (path: string) => path.replaceAll(/:\w+/g, ":");

test("every page and download for signed-in people is measured at size, or named as not depending on data", () => {
  const known = new Set([...measured, ...Object.keys(notMeasured)].map(shapeOf));

  expect(routes).toContain("/support/organisations/:organisationId/users");
  expect(routes.filter((route) => !known.has(shapeOf(route)))).toEqual([]);
});

test("what is named as not depending on data is a route, and is not measured", () => {
  const shapes = measured.map(shapeOf);

  expect(Object.keys(notMeasured).filter((path) => !routes.includes(path))).toEqual([]);
  expect(Object.keys(notMeasured).filter((path) => shapes.includes(shapeOf(path)))).toEqual([]);
});
