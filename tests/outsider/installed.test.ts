import { join } from "node:path";
import { expect } from "vitest";
import { createOrganisation } from "../records/organisations.ts";
import { compile, copy, runNode } from "./outsider.ts";
import { findNodes } from "./nodes.ts";
import { expectUse, test } from "./scripts.ts";

test("the first script of the documentation compiles, and lists organisations", async ({
  findings,
  folder,
  url,
  token,
  db,
}) => {
  const { id, name } = await createOrganisation(db);
  const env = { SUPPORT_URL: url, SUPPORT_TOKEN: token };

  expect(findings).toBe("");
  expect(await runNode([join(folder, "first.js")], env)).toEqual({ stdout: `${id} ${name}\n`, stderr: "" });
});

test.for(findNodes())(
  "scripts of both kinds run under %s",
  async (node, { findings, folder, url, token, db }) => {
    await expectUse({ findings, folder, url, token, db }, node);
  },
);

test("the types need no others, and refuse misuse, whatever resolves modules", async ({ folder }) => {
  await copy(folder, "tests/outsider/scripts/types.ts", "types.mts", "types.cts");
  const bare = { lib: ["ES2022"], types: [], noEmit: true };
  const bundled = { ...bare, module: "esnext", moduleResolution: "bundler" };

  expect(await compile(folder, ["types.mts", "types.cts"], { ...bare, module: "node16" })).toBe("");
  expect(await compile(folder, ["types.mts"], bundled)).toBe("");
});
