import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const fileName = "database-url";

/**
 * Lets the commands that are run beside `npm start` find its database. Only the folder's owner can read the file.
 *
 * @param {string} dataDir
 * @param {string} url
 * @returns {() => void} removes the file again
 */
export function offerDatabase(dataDir, url) {
  const file = join(dataDir, fileName);
  rmSync(file, { force: true }); // a file that is there already keeps its mode
  writeFileSync(file, `${url}\n`, { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}

/**
 * Points a command at the database of the running `npm start`, unless DATABASE_URL is set.
 *
 * @param {string} root the project's folder
 * @param {string} command the file to be run
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withRunningDatabase(root, command, env) {
  const isCommand = command.startsWith("commands/");
  if (!isCommand || env.DATABASE_URL || env.NODE_ENV === "production") return env;
  try {
    const file = resolve(root, env.DATA_DIR || ".data", fileName);
    return { ...env, DATABASE_URL: readFileSync(file, "utf8").trim() };
  } catch {
    return env; // nothing is running: the command reports the missing variable
  }
}
