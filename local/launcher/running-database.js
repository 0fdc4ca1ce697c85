import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const usualFolder = ".data";
const fileName = "database-url";
/** In the usual folder, for a console with DATA_DIR: a command may be typed without it. */
const elsewhereName = "database-url-elsewhere";

/**
 * Writes the URL of the database of `npm start` to files, so that commands which run at the same time can use that
 * database: to one in the data folder, and if DATA_DIR is elsewhere, to one in the usual folder too. Only the owner of the
 * files can read them, because the URL contains the password.
 *
 * @param {string} root the project's folder
 * @param {string} dataDir
 * @param {string} url
 * @returns {() => void} a function that removes the files, unless another console has written its own since
 */
export function offerDatabase(root, dataDir, url) {
  const files = [join(dataDir, fileName)];
  if (resolve(root, dataDir) !== resolve(root, usualFolder))
    files.push(join(root, usualFolder, elsewhereName));
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(file, { force: true }); // `writeFileSync` does not change the mode of an existing file
    writeFileSync(file, `${url}\n`, { mode: 0o600 });
  }
  return () => {
    for (const file of files) if (read(file) === url) rmSync(file, { force: true });
  };
}

/**
 * Sets DATABASE_URL to the database of the running `npm start` for a file in `commands/`: to that of DATA_DIR or, without
 * it, of the console that was started last. Changes nothing if DATABASE_URL is set already, or in production.
 *
 * @param {string} root the project's folder
 * @param {string} command the file to be run
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withRunningDatabase(root, command, env) {
  const isCommand = command.startsWith("commands/");
  if (!isCommand || env.DATABASE_URL || env.DATABASE_URL_FILE || env.NODE_ENV === "production") return env;
  const usual = [fileName, elsewhereName].map((name) => join(root, usualFolder, name));
  const files = env.DATA_DIR ? [resolve(root, env.DATA_DIR, fileName)] : usual.toSorted(byNewest);
  const DATABASE_URL = files.map(read).find((url) => url !== null);
  // Without any, `npm start` is not running: the command itself reports that DATABASE_URL is missing.
  return DATABASE_URL ? { ...env, DATABASE_URL } : env;
}

/**
 * @param {string} one
 * @param {string} other
 */
function byNewest(one, other) {
  const writtenAt = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return writtenAt(other) - writtenAt(one);
}

/**
 * @param {string} file
 * @returns {string | null} null if there is no such file
 */
function read(file) {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return null;
  }
}
