import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalError } from "../local-error.js";
import { takeLock } from "./lock.js";
import { runNpm } from "./npm.js";

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * Installs the packages of `package-lock.json`, including development dependencies, if they are not installed yet
 * (specification, section 9, npm start).
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env its PATH decides with which Node npm runs
 * @throws {LocalError} if npm fails, after writing npm's output to standard error
 */
export async function installPackages(root, env) {
  if (isInstalled(root)) return;
  const lock = await takeLock(join(root, "node_modules"));
  try {
    if (isInstalled(root)) return; // another command installed them while this one waited for the lock
    process.stderr.write("Installing packages with npm.\n");
    await runNpm(["ci", "--include=dev", "--prefix", root], env, (reason, output) => {
      process.stderr.write(`${output}\n`);
      return new LocalError(`The packages cannot be installed: ${reason}`);
    });
  } finally {
    await lock.release();
  }
}

/**
 * Checks that packages are installed, for what runs as production: it does not change its own packages.
 *
 * @param {string} root the project's folder
 * @throws {LocalError} if there are none
 */
export function requirePackages(root) {
  if (existsSync(join(root, "node_modules"))) return;
  throw new LocalError("The packages are not installed. Run npm ci first.");
}

/**
 * Compares the versions in `package-lock.json` with the list of installed packages that npm writes to node_modules.
 * npm writes the list at the end, so packages of an interrupted installation do not count as installed.
 *
 * @param {string} root
 */
function isInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    return path === "" || found?.version === version || (!found && (optional || devOptional));
  });
}

/**
 * @param {string} file
 * @returns {Packages}
 */
function readPackages(file) {
  try {
    /** @type {unknown} */
    const lock = JSON.parse(readFileSync(file, "utf8"));
    return /** @type {{ packages?: Packages }} */ (lock).packages ?? {};
  } catch {
    return {}; // no file, or a damaged one: the packages are installed again
  }
}
