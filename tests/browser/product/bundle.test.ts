import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const bundle = join(import.meta.dirname, "../../../build/server/index.js");

test("only the script that pages load is served, no scripts of single pages and no list of routes", () => {
  const scripts = readdirSync(join(import.meta.dirname, "../../../build/client/assets")).filter((name) =>
    name.endsWith(".js"),
  );

  expect(scripts).toEqual([expect.stringMatching(/^entry\.client-/)]);
});

// Here because the browser tests need the build that is checked.
test("the built pages import neither PostgreSQL's driver, nor Kysely, nor the queue", () => {
  const imports = ts
    .preProcessFile(readFileSync(bundle, "utf8"))
    .importedFiles.map(({ fileName }) => fileName);

  expect(imports).toContain("@remix-run/react");
  expect(imports.filter((name) => /^(pg|kysely|pg-boss)(\/|$)/.test(name))).toEqual([]);
});
