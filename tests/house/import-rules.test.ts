import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, it } from "vitest";
import bundleRules from "./bundle-rules.js";
import { breaks, keeps, manifest, packages } from "./import-examples.ts";
import importRules from "./import-rules.js";

const ruleSets = [importRules, bundleRules];
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

it("catches every broken rule, and allows the rest", async () => {
  const expected = breaks.map(({ rule, file }) => `${rule}: ${file}`);

  expect(await violations()).toEqual(expected.toSorted());
});

it("has an example of breaking each rule", () => {
  const broken = new Set(breaks.map(({ rule }) => rule));
  const names = ruleSets.flatMap(({ forbidden = [] }) => forbidden.map(({ name = "" }) => name));

  expect(names.filter((name) => !broken.has(name))).toEqual([]);
});

async function violations(): Promise<string[]> {
  const found = await Promise.all(
    ruleSets.map(async ({ forbidden = [], options }) => {
      const rooms = ["app", "client", "server", "jobs", "commands", "db", "local", "tests"];
      const { output } = await cruise(rooms, {
        ...options,
        baseDir: house,
        validate: true,
        ruleSet: { forbidden },
      });
      return (output as ICruiseResult).summary.violations;
    }),
  );
  // A page that reaches two database files is reported twice.
  return [...new Set(found.flat().map(({ rule, from }) => `${rule.name}: ${from}`))].toSorted();
}

function write(path: string, text: string): void {
  mkdirSync(join(house, dirname(path)), { recursive: true });
  writeFileSync(join(house, path), `${text}\nexport const value = 1;\nexport type Value = number;\n`);
}
