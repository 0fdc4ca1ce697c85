import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { findBrokenCitations, readSections } from "./citations.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const specification = read("docs/specification.md");
const sections = readSections(specification);

const rooms = "{app,server,jobs,db,commands,local,tests,docs,examples}";
const sources = globSync([`${rooms}/**/*.{ts,tsx,js,md}`, "*.{ts,js,md}"], { cwd: root })
  .filter((path) => path !== relative(root, import.meta.filename)) // cites what does not exist, below
  .toSorted();

it("has every section and heading that the sources cite", () => {
  const broken = sources.flatMap((path) =>
    findBrokenCitations(read(path), sections).map((text) => `${path}: ${text}`),
  );

  expect(broken).toEqual([]);
});

it("refers to sections and headings of its own that exist", () => {
  const references = /(?<!specification, )\bsection (?=\d)/g;
  const cited = specification.replaceAll(/\s+/g, " ").replaceAll(references, "specification, section ");

  expect(findBrokenCitations(cited, sections)).toEqual([]);
  expect(findBrokenCitations(cited, new Map()).length).toBeGreaterThan(5);
});

it.each([
  "(specification, section 3)",
  "(specification, section 3, Input).",
  "// Specification, section 10, Personal data",
  '"keeps to specification, section 9, Rate limits"',
  "/** Specification, section 3, Saving twice. Further words. */",
  "(specification,\n * section 3, Adding someone who\n * already exists)",
])("finds what %j cites", (source) => {
  expect(findBrokenCitations(source, sections)).toEqual([]);
  expect(findBrokenCitations(source, new Map())).toHaveLength(1);
});

it.each([
  "(specification, section 99)",
  "(specification, section 0, Input)",
  "(specification, section 3, Nowhere)",
  "(specification, section 4, Input)",
  "(specification, section 3, input)",
  "(specification, sections 3 and 4)",
  "(specification, section 3, Removing; specification, section 42)",
  "// Specification, section 99",
  "(specification,\n * section 99)",
  "(specification, section 3, Adding someone\n  // who is nobody)",
])("would notice that %j cites what does not exist", (source) => {
  expect(findBrokenCitations(source, sections)).toHaveLength(1);
});
