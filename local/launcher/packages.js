import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.js";
import { npmReason, runNpm } from "./npm.js";
import { oneAtATime } from "./one-at-a-time.js";

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/**
 * Installs what `package-lock.json` asks for and is not there, tools for development included (SPEC §9).
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} env its PATH decides which Node npm runs on
 * @returns {Promise<void>}
 * @throws {Failure} when npm fails, with all that npm said
 */
export async function installPackages(root, env) {
  if (isInstalled(root)) return;
  await oneAtATime(join(root, ".node", "installing"), async () => {
    if (isInstalled(root)) return;
    process.stderr.write("Installing packages with npm.\n");
    const { code, output } = await runNpm(["ci", "--include=dev", "--prefix", root], env);
    if (code === 0) return;
    process.stderr.write(output);
    throw new Failure(`The packages cannot be installed: ${npmReason(output)}`);
  });
}

/**
 * Whether every package is there at the version asked for. npm keeps the list of what it installed in node_modules
 * and writes it last, so this holds after an install by hand, and not after an interrupted one.
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
    const hasPackages = typeof lock === "object" && lock !== null && "packages" in lock;
    return hasPackages ? /** @type {Packages} */ (lock.packages) : {};
  } catch {
    return {};
  }
}
