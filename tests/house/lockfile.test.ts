import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

type Lockfile = { packages: Record<string, { resolved?: string }> };

it("names no registry, so that everyone installs from their own", () => {
  const text = readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as Lockfile;
  const named = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

  expect(named).toEqual([]);
});
