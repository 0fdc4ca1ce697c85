import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, it } from "vitest";
import rules from "./import-rules.js";
import { breaks, keeps, manifest, packages } from "./import-examples.ts";

const root = join(import.meta.dirname, "../..");
const rooms = ["app", "server", "jobs", "db", "local", "tests"];
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "import-rules-"));
  writeFileSync(join(house, "package.json"), JSON.stringify(manifest));
  for (const [path, text] of Object.entries(packages)) write(path, text);
  for (const [path, imports] of Object.entries(keeps)) write(path, imports.join("\n"));
  for (const { file, imports } of breaks) write(file, imports);
});

afterAll(() => {
  rmSync(house, { recursive: true });
});

it("catches every break, and nothing that is allowed", async () => {
  const expected = breaks.map(({ rule, file }) => `${rule}: ${file}`);

  expect(await violations(house)).toEqual(expected.toSorted());
});

it("has an example of breaking each rule", () => {
  const tried = new Set(breaks.map(({ rule }) => rule));

  expect(rules.forbidden?.map(({ name }) => name ?? "").filter((name) => !tried.has(name))).toEqual([]);
});

it("finds nothing wrong in our own files", async () => {
  expect(await violations(root)).toEqual([]);
});

async function violations(baseDir: string): Promise<string[]> {
  const { output } = await cruise(rooms, {
    ...rules.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
  });
  const found = (output as ICruiseResult).summary.violations;
  return found.map(({ rule, from }) => `${rule.name}: ${from}`).toSorted();
}

function write(path: string, text: string): void {
  mkdirSync(join(house, dirname(path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\nexport const value = 1;\nexport type Value = number;\n`);
}
