import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { findCitations, isThere, readSections } from "./citations.ts";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const specification = read("docs/specification.md");
const sections = readSections(specification);

const rooms = "{app,client,server,jobs,db,commands,local,tests,docs,examples}";
const sources = globSync([`${rooms}/**/*.{ts,tsx,js,md}`, "*.{ts,js,md}"], { cwd: root })
  .filter((path) => path !== relative(root, import.meta.filename)) // this file cites missing sections on purpose
  .toSorted();

const findBroken = (source: string) =>
  findCitations(source)
    .filter((citation) => !isThere(citation, sections))
    .map(({ text }) => text);

it("has every section and heading that the sources cite", () => {
  const broken = sources.flatMap((path) => findBroken(read(path)).map((text) => `${path}: ${text}`));

  expect(sources.flatMap((path) => findCitations(read(path))).length, "citations").toBeGreaterThan(50);
  expect(broken).toEqual([]);
});

it("refers to sections and headings of its own that exist", () => {
  const references = /(?<!specification, )\bsection (?=\d)/g;
  const cited = specification.replaceAll(/\s+/g, " ").replaceAll(references, "specification, section ");

  expect(findCitations(cited).length).toBeGreaterThan(5);
  expect(findBroken(cited)).toEqual([]);
});

it.each([
  ["(specification, section 3)", ["3"]],
  ["(specification, section 3, Input).", ["3, Input"]],
  ["(specification, section 3, Input; section 4)", ["3, Input", "4"]],
  ["(specification, section 2; section 3, Uniqueness): both", ["2", "3, Uniqueness"]],
  ["// Specification, section 10, Personal data", ["10, Personal data"]],
  ['"keeps to specification, section 9, Rate limits"', ["9, Rate limits"]],
  ["/** As specification, section 9, Rate limits */", ["9, Rate limits"]],
  ["(specification,\n * section 3, Saving\n * twice)", ["3, Saving twice"]],
])("finds that %j cites %j", (source, cited) => {
  const found = findCitations(source).map(({ section, part }) => [section, part].filter(Boolean).join(", "));

  expect(found).toEqual(cited);
  expect(findBroken(source)).toEqual([]);
});

it.each([
  "(specification, section 99)",
  "(specification, section 0, Input)",
  "(specification, section 3, Nowhere)",
  "(specification, section 4, Input)",
  "(specification, section 3, input)",
  "(specification, sections 3 and 4)",
  "(specification, section 3, Removing; section 42)",
  "(specification, section 3, Uniqueness and Editing)",
  "// Specification, section 99",
  "(specification,\n * section 99)",
  "(specification, section 3, Saving\n  // thrice)",
])("would notice that %j cites what does not exist", (source) => {
  expect(findBroken(source)).toHaveLength(1);
});
