import { basename } from "node:path";
import { LocalError } from "../local-error.js";
import { runToEnd } from "./run-to-end.js";

// Options given to the npm that started us, as in `npm --global start`, must not apply to the npm that we start.
const outerOptions =
  /^npm_config_(global|location|prefix|omit|only|production|dry_run|package_lock_only|workspaces?)$/i;

const options = [
  "--loglevel=error",
  "--fetch-retries=2",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=5000",
];

/**
 * Runs npm: the same one that started this process or, if there is none, the one on the PATH.
 *
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env its PATH decides with which Node npm runs
 * @param {(reason: string, output: string) => LocalError} fail makes the error to throw if npm fails
 * @throws {LocalError} if npm cannot be run or fails
 */
export async function runNpm(parameters, env, fail) {
  const kept = Object.entries(env).filter(([name]) => !outerOptions.test(name));
  const inner = /** @type {NodeJS.ProcessEnv} */ (Object.fromEntries(kept));
  const cli = env.npm_execpath && basename(env.npm_execpath) === "npm-cli.js" ? env.npm_execpath : null;
  const [command, first] = cli ? ["node", [cli]] : ["npm", []];
  const { code, output } = await runToEnd(command, [...first, ...parameters, ...options], { env: inner });
  if (typeof code === "string") throw new LocalError(`npm cannot be run (${code}).`);
  if (code !== 0) throw fail(findReason(output), output);
}

/**
 * The line of npm's output that states the error.
 *
 * @param {string} output
 */
function findReason(output) {
  const matches = [...output.matchAll(/^npm (?:error|ERR!) (?:network )?(\S.*)$/gm)];
  const lines = matches.map(([, line = ""]) => line);
  return lines.find((line) => !/^(code|syscall|errno) /.test(line)) ?? lines[0] ?? "npm failed";
}
