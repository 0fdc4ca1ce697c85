import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The file in the data folder that names the database of a running `npm start`. */
export const runningDatabaseFile = "database-url";

/**
 * Points a command of the console at the database of the `npm start` that is running, where nothing else is
 * configured: whoever tries the console in one terminal can try its commands in another.
 *
 * @param {string} root the project's folder
 * @param {string} command what is to be run
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withRunningDatabase(root, command, env) {
  const isCommand = command.startsWith("commands/");
  if (!isCommand || env.DATABASE_URL || env.NODE_ENV === "production") return env;
  try {
    const file = resolve(root, env.DATA_DIR || ".data", runningDatabaseFile);
    return { ...env, DATABASE_URL: readFileSync(file, "utf8").trim() };
  } catch {
    return env; // none is running, and the command says what it lacks
  }
}
