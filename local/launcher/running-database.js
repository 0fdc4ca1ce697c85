import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const fileName = "database-url";

/**
 * Writes the URL of the database of `npm start` to a file in the data folder, so that commands which run at the same
 * time can use that database. Only the file's owner can read it, because the URL contains the password.
 *
 * @param {string} dataDir
 * @param {string} url
 * @returns {() => void} a function that removes the file
 */
export function offerDatabase(dataDir, url) {
  const file = join(dataDir, fileName);
  rmSync(file, { force: true }); // `writeFileSync` does not change the mode of an existing file
  writeFileSync(file, `${url}\n`, { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}

/**
 * Sets DATABASE_URL to the database of the running `npm start` for a file in `commands/`. Changes nothing if
 * DATABASE_URL is set already, or in production.
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
    return env; // `npm start` is not running: the command itself reports that DATABASE_URL is missing
  }
}
