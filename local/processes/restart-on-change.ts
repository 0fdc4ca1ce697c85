import { watch } from "node:fs";
import { join } from "node:path";
import type { KeptProcess } from "./supervise.ts";

/** How long files must be unchanged before a restart, in milliseconds: editors write a file in several steps. */
const quiet = 200;

/**
 * Restarts processes when a file changes in one of the folders. `node --watch` does not pass on "ready".
 *
 * @returns stops watching
 */
export function restartOnChange(root: string, folders: string[], processes: Pick<KeptProcess, "restart">[]) {
  let timer: NodeJS.Timeout | undefined;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const kept of processes) kept.restart();
    }, quiet);
  };
  const watchers = folders.map((folder) => watch(join(root, folder), { recursive: true }, onChange));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
