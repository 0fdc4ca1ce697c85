import { watch } from "node:fs";
import { join } from "node:path";
import type { KeptProcess } from "./supervise.ts";

/** Milliseconds without a further change before a restart. Editors write a file in several steps. */
const quiet = 200;

/**
 * Restarts all processes when a file changes in one of the folders. `node --watch` cannot be used instead: it does not
 * pass the "ready" message of its child process on to us.
 *
 * @returns a function that stops watching
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
