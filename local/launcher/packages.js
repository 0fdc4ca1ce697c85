import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalError } from "../local-error.js";
import { takeLock } from "./lock.js";
import { runNpm } from "./npm.js";

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * Installs the packages of `package-lock.json`, development tools included, unless they are installed already
 * (specification, section 9, npm start).
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env its PATH decides which Node npm runs on
 * @throws {LocalError} when npm fails; npm's output is on standard error
 */
export async function installPackages(root, env) {
  if (isInstalled(root)) return;
  const lock = await takeLock(join(root, "node_modules"));
  try {
    if (isInstalled(root)) return; // by the command that held the lock
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
 * Compares the versions with the list that npm keeps in node_modules. npm writes that list last, so an interrupted
 * install does not count.
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
    return {}; // missing or damaged: npm writes it again
  }
}
