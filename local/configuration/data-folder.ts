import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from "node:fs";
import { LocalError } from "../local-error.ts";

/**
 * Makes the data folder where it is missing and returns its real path (SPEC §9).
 *
 * @throws {LocalError} naming the folder and DATA_DIR when it cannot be made or written
 */
export function openDataFolder(path: string): string {
  try {
    // Others may pass through, not look: as root, PostgreSQL's own user has to reach its folder inside.
    if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o711);
    accessSync(path, constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    throw unusableFolder(path, error);
  }
}

/** The error for a data folder that the system will not let us use. */
export function unusableFolder(path: string, error: unknown): LocalError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new LocalError(
    `The data folder ${path} cannot be written (${reason}). Set DATA_DIR to a folder that can.`,
  );
}
