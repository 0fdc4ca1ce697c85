import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The Node that runs this, and each one on the PATH: the project's and the machine's. */
export function findNodes(): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const onPath = folders.map((folder) => join(folder, "node")).filter((file) => existsSync(file));
  return [...new Set([process.execPath, ...onPath].map((file) => realpathSync(file)))];
}
