import { mkdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { runToEnd } from "../../../local/launcher/run-to-end.js";
import { canMount, mountParameters } from "../machine/programs.ts";

/** Enough for a node's data and a second copy while it is cloned. */
const megabytes = 700;
const chunk = Buffer.alloc(65_536, "x");

/**
 * Gives a node a small disk of its own, in memory, which its user's data then are on. Only root can.
 *
 * @returns what fills the disk, and gives back what frees it; undefined where nothing can be mounted
 */
export async function prepareDisk(folder: string): Promise<(() => Promise<() => Promise<void>>) | undefined> {
  mkdirSync(folder, { recursive: true });
  if (!(await canMount(folder))) return undefined;
  const { code, output } = await runToEnd("mount", mountParameters(folder, megabytes), {});
  if (code !== 0) throw new Error(`A disk in memory could not be mounted: ${output}`);
  return async () => {
    const ballast = join(folder, "ballast");
    await fill(ballast);
    return () => rm(ballast);
  };
}

/** Writes to a file until the disk is full. */
async function fill(path: string): Promise<void> {
  await using file = await open(path, "w");
  for (let size = chunk.length; size > 0;) {
    try {
      await file.write(chunk, 0, size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      size = size > 4_096 ? 4_096 : 0;
    }
  }
}
