import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from "node:fs";
import { type Lock, takeLock } from "../launcher/lock.js";
import { LocalError } from "../local-error.js";

/**
 * Milliseconds to wait for another console that uses the folder, by the state of that console. A killed console may
 * seem to be running for a moment, until it has ended.
 */
const patience = { running: 1_500, stopping: 30_000, gone: 1_500 };

/**
 * Creates the data folder if it is missing, and returns its real path (specification, section 9, Ports and data).
 *
 * @throws {LocalError} if it cannot be created or written; the message contains the folder and DATA_DIR
 */
export function openDataFolder(path: string): string {
  try {
    // When root starts the console, PostgreSQL runs as another user, who needs permission to enter this folder.
    if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o711);
    accessSync(path, constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    throw unusableFolder(path, error);
  }
}

export function unusableFolder(path: string, error: unknown): LocalError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new LocalError(
    `The data folder ${path} cannot be written (${reason}). Set DATA_DIR to a folder that can.`,
  );
}

/**
 * Locks a data folder, so that only one console at a time uses it. Waits if the other console is stopping.
 *
 * @throws {LocalError} if another console uses the folder
 */
export function lockDataFolder(dataDir: string): Promise<Lock> {
  return takeLock(dataDir, (holder, waited) => {
    if (waited <= patience[holder]) return;
    throw new LocalError(
      `Already running from this folder (data in ${dataDir}). Stop it with Ctrl-C first, or set DATA_DIR and the ports.`,
    );
  });
}
