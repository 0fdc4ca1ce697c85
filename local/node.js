import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findNode } from "./launcher/node-release.js";
import { installPackages, requirePackages } from "./launcher/packages.js";
import { inProduction } from "./launcher/production.js";
import { run } from "./launcher/run.js";
import { withRunningDatabase } from "./launcher/running-database.js";
import { LocalError } from "./local-error.js";

// Every npm script runs this file. It and `local/launcher/` must run on Node 20 and before any package is installed.
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...parameters] = process.argv.slice(2);

try {
  if (command === undefined) {
    throw new LocalError("Usage: node local/node.js <file or program> [its parameters]");
  }
  const bin = (await findNode(root)) ?? dirname(process.execPath);
  const node = join(bin, "node");
  const PATH = [bin, process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, NODE: node, npm_node_execpath: node };
  const variables = inProduction(command, withRunningDatabase(root, command, env));
  if (variables.NODE_ENV !== "production") await installPackages(root, env);
  else requirePackages(root);
  process.exitCode = await run(root, command, parameters, variables);
} catch (error) {
  if (!(error instanceof LocalError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
