import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findRiddles, readProse } from "./plain-english.ts";

const root = join(import.meta.dirname, "../../..");

/** The rooms whose comments, documents and test names are in plain English. */
const rooms = ["app", "client", "server", "jobs", "commands", "db", "local", "tests", "docs", "examples"];

/** Files that quote the phrases, or need one. */
const exceptions = ["tests/house/style/plain-english.ts", "tests/house/style/plain-english.test.ts"];

const sources = globSync(["README.md", ...rooms.map((room) => `${room}/**/*.{ts,tsx,js,md}`)], { cwd: root })
  .filter((path) => !exceptions.includes(path) && !path.startsWith("tests/output/"))
  .toSorted();

it("is in every comment, document and test name", () => {
  const found = sources.flatMap((path) =>
    readProse(path, readFileSync(join(root, path), "utf8")).flatMap((text) =>
      findRiddles(text).map((riddle) => `${path}: ${riddle}`),
    ),
  );

  expect(sources.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

it.each([
  ["a comment", "source.ts", "// Whoever asked has left."],
  ["a comment over two lines", "source.ts", "/**\n * A request comes\n * to nothing.\n */"],
  ["a comment in a component", "source.tsx", "const page = <p>{/* As far as it goes. */}</p>;"],
  ["a test name", "source.test.ts", 'test("a person of whom nothing is known", () => {});'],
  ["a document", "page.md", "The line broke in the hands of the worker."],
])("would notice a riddle in %s", (_, path, source) => {
  expect(readProse(path, source).flatMap(findRiddles)).toHaveLength(1);
});

it("leaves names and values in the code alone", () => {
  expect(readProse("source.ts", 'const whom = "whoever asks";').flatMap(findRiddles)).toEqual([]);
});
