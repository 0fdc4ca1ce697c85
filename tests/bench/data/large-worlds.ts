import { createHash } from "node:crypto";
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";
import type { Server } from "./server.ts";
import type { World } from "./worlds.ts";
import { enterWorld } from "./enter-world.ts";
import { makeDatabase } from "./make-world.ts";
import type { LargeSizes } from "./large/sizes.ts";

const root = join(import.meta.dirname, "../../..");

/** The large data set, and a small part of it. */
export type LargeWorlds = { large: World; part: World };

/** How large they are. */
export type LargeSizesOf = Record<keyof LargeWorlds, LargeSizes>;

/**
 * Opens the large data set and its part. Makes them if the server does not have them yet.
 *
 * @param report called before what takes long
 */
export async function openLargeWorlds(
  server: Server,
  sizes: LargeSizesOf,
  report: (line: string) => void,
): Promise<LargeWorlds> {
  const open = (name: keyof LargeWorlds) => openOrMake(server, name, sizes[name], report);
  return { part: await open("part"), large: await open("large") };
}

/** Opens a database of this size, or makes it if the server does not have it yet. */
export async function openOrMake(
  { maintenanceUrl }: Server,
  name: string,
  sizes: LargeSizes,
  report: (line: string) => void,
): Promise<World> {
  const found = await onMaintenance(maintenanceUrl, "select from pg_database where datname = $1", [name]);
  if (found.length === 0) {
    report(`Making a database of ${sizes.people.toLocaleString("en-GB")} people`);
    await makeDatabase(maintenanceUrl, name, sizes);
  }
  return enterWorld(siblingUrl(maintenanceUrl, name));
}

/** Opens a copy of a database, which measures can change. */
export async function openCopy({ maintenanceUrl }: Server, of: string, name: string): Promise<World> {
  await onMaintenance(maintenanceUrl, `create database ${name} template ${of}`);
  return enterWorld(siblingUrl(maintenanceUrl, name));
}

/** The folder that keeps what the present migrations and fillings make. Removes that of earlier ones. */
export function keptFolder(): string {
  const kept = join(root, ".data/bench");
  const sources = globSync(
    ["db/migrations/*.ts", "db/search/*.ts", "db/filling/*.ts", "tests/bench/data/large/*.ts"],
    {
      cwd: root,
    },
  );
  const hash = createHash("sha256");
  for (const source of sources.sort()) hash.update(readFileSync(join(root, source)));
  const key = hash.digest("hex").slice(0, 16);
  mkdirSync(join(kept, key), { recursive: true });
  for (const other of readdirSync(kept)) {
    if (other !== key) rmSync(join(kept, other), { recursive: true });
  }
  return join(kept, key);
}
