import { join } from "node:path";
import { expect } from "vitest";
import type { Database } from "../../db/database.ts";
import { createOrganisation } from "../records/organisations.ts";
import { megan } from "../records/people.ts";
import { runNode } from "./outsider.ts";

type Place = { folder: string; url: string; token: string; db: Database };

/** Runs what `scripts/use.ts` was compiled to with a Node, as an ES module and as a CommonJS one. */
export async function expectUse({ folder, url, token, db }: Place, node: string): Promise<void> {
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
