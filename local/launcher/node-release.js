import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.js";
import { npmReason, runNpm } from "./npm.js";
import { oneAtATime } from "./one-at-a-time.js";

const oldest = 24;

/**
 * The folder of a Node that is new enough, fetched through npm when this one is not (SPEC §9); `null` when this one is.
 *
 * @param {string} root the project's folder
 * @returns {Promise<string | null>}
 * @throws {Failure} when it cannot be fetched, or does not run here
 */
export async function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= oldest) return null;
  const version = readFileSync(join(root, ".nvmrc"), "utf8").trim();
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(root, ".node", `${name}-${version}`);
  const bin = join(home, "bin");
  if (!existsSync(home)) {
    await oneAtATime(join(root, ".node", "fetching"), async () => {
      if (!existsSync(home)) await fetchNode({ root, name, version, home });
    });
  }
  return bin;
}

/**
 * @param {{ root: string, name: string, version: string, home: string }} node
 * @returns {Promise<void>}
 */
async function fetchNode({ root, name, version, home }) {
  process.stderr.write(`Fetching Node ${version}, because this one is ${process.versions.node}.\n`);
  const folder = join(root, ".node");
  for (const old of readdirSync(folder).filter((entry) => entry.startsWith("new-"))) sweep(join(folder, old));
  const unfinished = mkdtempSync(join(folder, "new-"));
  try {
    const { code, output } = await runNpm(
      [
        "install",
        "--prefix",
        unfinished,
        "--no-save",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
      ].concat(["--no-fund", `${name}@${version}`]),
      process.env,
    );
    const fetched = join(unfinished, "node_modules", name);
    if (code !== 0) throw cannotFetch(version, npmReason(output));
    if (!runsAs(version, join(fetched, "bin", "node"))) {
      throw cannotFetch(version, "it does not run on this machine");
    }
    renameSync(fetched, home);
  } finally {
    sweep(unfinished);
  }
}

/**
 * Removes what a fetch left behind; the npm of a killed one may still be writing to it, and then the next start does it.
 *
 * @param {string} folder
 */
function sweep(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Left for the next time.
  }
}

/**
 * @param {string} version
 * @param {string} node
 */
function runsAs(version, node) {
  return String(spawnSync(node, ["--version"]).stdout).trim() === `v${version}`;
}

/**
 * @param {string} version
 * @param {string} reason
 */
function cannotFetch(version, reason) {
  return new Failure(
    `Node ${version} cannot be fetched through npm: ${reason}. Install Node ${oldest} or later.`,
  );
}
