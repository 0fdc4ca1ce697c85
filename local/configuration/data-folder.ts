import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from "node:fs";
import { type Lock, takeLock } from "../launcher/lock.js";
import { LocalError } from "../local-error.js";

/** How long to wait for another start, in milliseconds. One that was killed may still be ending. */
const patience = { running: 1_500, stopping: 30_000, gone: 1_500 };

/**
 * Creates the data folder if it is missing, and returns its real path (specification, section 9, Ports and data).
 *
 * @throws {LocalError} naming the folder and DATA_DIR when it cannot be created or written
 */
export function openDataFolder(path: string): string {
  try {
    // As root, PostgreSQL runs as another user, who must be able to pass through.
    if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o711);
    accessSync(path, constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    throw unusableFolder(path, error);
  }
}

/** The error for a data folder that cannot be written. */
export function unusableFolder(path: string, error: unknown): LocalError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new LocalError(
    `The data folder ${path} cannot be written (${reason}). Set DATA_DIR to a folder that can.`,
  );
}

/**
 * Takes the lock of a data folder, so that one console runs on it at a time. Waits for one that is stopping.
 *
 * @throws {LocalError} when another console runs on it
 */
export function lockDataFolder(dataDir: string): Promise<Lock> {
  return takeLock(dataDir, (holder, waited) => {
    if (waited <= patience[holder]) return;
    throw new LocalError(
      `Already running from this folder (data in ${dataDir}). Stop it with Ctrl-C first, or set DATA_DIR and the ports.`,
    );
  });
}
