import { join } from "node:path";
import { findNodePackage } from "../../local/launcher/node-release.js";
import { runNpm } from "../../local/launcher/npm.js";
import { LocalError } from "../../local/local-error.js";
import { temporaryFolder } from "../setup/temporary-folder.ts";
import { expectUse, test } from "../outsider/scripts.ts";

/** Every major release of Node that the client supports and npm has. */
const majors = [18, 20, 22, 24];

test.for(majors)(
  "scripts of both kinds run under Node %i",
  async (major, { findings, folder, url, token, db }) => {
    using home = temporaryFolder();
    const node = await fetchNode(home.path, major);

    await expectUse({ findings, folder, url, token, db }, node);
  },
);

/** Fetches the latest Node of a major release through npm, and returns its path. */
async function fetchNode(folder: string, major: number): Promise<string> {
  const { name } = findNodePackage(`${process.platform}-${process.arch}`, "") ?? {};
  if (name === undefined) throw new Error("No package has Node for this platform");
  const fail = (_reason: string, output: string) => new LocalError(output);
  const options = ["--prefix", folder, "--ignore-scripts", "--no-audit"];
  await runNpm(["install", ...options, `${name}@${major}`], process.env, fail);
  return join(folder, "node_modules", name, "bin/node");
}
