import { spawn } from "node:child_process";
import { basename } from "node:path";
import { Failure } from "./failure.js";

// What `npm --global start` or `npm start --omit=dev` hands down would send our own npm elsewhere.
const notForUs =
  /^npm_config_(global|location|prefix|omit|only|production|dry_run|package_lock_only|workspaces?)$/i;

/**
 * Runs npm, the one that runs us where there is one, and keeps its output to itself.
 *
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env its PATH decides which Node npm runs on
 * @returns {Promise<{ code: number | null, output: string }>}
 * @throws {Failure} when there is no npm
 */
export function runNpm(parameters, env) {
  const kept = Object.entries(env).filter(([name]) => !notForUs.test(name));
  const inner = /** @type {NodeJS.ProcessEnv} */ (Object.fromEntries(kept));
  const always = [
    "--loglevel=error",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=5000",
  ];
  const cli = env.npm_execpath && basename(env.npm_execpath) === "npm-cli.js" ? env.npm_execpath : null;
  const [command, first] = cli ? ["node", [cli]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const npm = spawn(command, [...first, ...parameters, ...always], {
      env: inner,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    npm.stdout.on("data", keep);
    npm.stderr.on("data", keep);
    npm.once("error", (error) => {
      reject(new Failure(`npm cannot be run (${error.message}).`));
    });
    npm.once("close", (code) => {
      resolve({ code, output });
    });
  });
}

/**
 * The line of npm's output that says what went wrong.
 *
 * @param {string} output
 * @returns {string}
 */
export function npmReason(output) {
  const lines = [...output.matchAll(/^npm (?:error|ERR!) (?:network )?(\S.*)$/gm)].map(
    (match) => match[1] ?? "",
  );
  return lines.find((line) => !/^(code|syscall|errno) /.test(line)) ?? lines[0] ?? "npm failed";
}
