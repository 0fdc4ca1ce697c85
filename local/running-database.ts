import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runningDatabaseFile } from "./launcher/running-database.js";

/**
 * Lets the commands that are run beside `npm start` find its database; nobody else can read where it is.
 *
 * @returns how to take that back
 */
export function offerDatabase(dataDir: string, url: string): () => void {
  const file = join(dataDir, runningDatabaseFile);
  rmSync(file, { force: true }); // an older one may be readable by others
  writeFileSync(file, `${url}\n`, { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}
