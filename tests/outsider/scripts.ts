import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";
import { createOrganisation } from "../records/organisations.ts";
import { megan } from "../records/people.ts";
import { compile, copy, root, runNode, test as withClient, withNode } from "./outsider.ts";

/**
 * vitest's `test` with scripts compiled where the client is installed: `scripts/use.ts` as an ES module and as a CommonJS
 * one, and the first script of the documentation. `findings` is what the compiler found.
 */
export const test = withClient.extend("findings", { scope: "file" }, async ({ folder }) => {
  await copy(folder, "tests/outsider/scripts/use.ts", "use.mts", "use.cts");
  const page = await readFile(join(root, "docs/procedures.md"), "utf8");
  const [, first = ""] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
  await writeFile(join(folder, "first.ts"), first);
  return compile(folder, ["use.mts", "use.cts", "first.ts"], { ...withNode, module: "nodenext" });
});

type Place = { findings: string; folder: string; url: string; token: string; db: Database };

/** Runs what `scripts/use.ts` was compiled to with a Node, as an ES module and as a CommonJS one. */
export async function expectUse({ findings, folder, url, token, db }: Place, node: string): Promise<void> {
  expect(findings).toBe("");
  for (const script of ["use.mjs", "use.cjs"]) {
    const { id, name } = await createOrganisation(db, script);

    const { stdout, stderr } = await runNode([join(folder, script), url, token, id], {}, node);

    expect(stderr).toBe("");
    expect(JSON.parse(stdout), script).toEqual({
      added: { id: expect.any(String) as string, ...megan },
      ...{ total: 1, lastSignedInAt: null, names: ["Megan", name], lastName: "Enter a last name" },
      ...{ code: "NOT_FOUND", status: 404, removed: null, log: ["removed", "added"] },
    });
  }
}
