import { execFile, spawnSync } from "node:child_process";
import { LocalError } from "../local-error.ts";

/** The unprivileged user that PostgreSQL runs as; `null` means ourselves. */
export type Account = { uid: number; gid: number } | null;

/** PostgreSQL refuses to run as root, so root hands over to the first of these that exists. */
const unprivileged = ["postgres", "nobody"];

/**
 * Whom PostgreSQL is to run as: ourselves, unless we are root.
 *
 * @param owner who owns the data already, when there are any
 * @throws {LocalError} when we are root and there is no one to hand over to
 */
export function chooseAccount(owner: Account): Account {
  if (process.getuid?.() !== 0) return null;
  if (owner !== null && owner.uid !== 0) return owner;
  for (const name of unprivileged) {
    const [uid, gid] = ["-u", "-g"].map((flag) => idOf(flag, name));
    if (uid && gid) return { uid, gid };
  }
  throw new LocalError(
    "PostgreSQL does not run as root. Start as another user, or set DATABASE_URL to a PostgreSQL of yours.",
  );
}

function idOf(flag: string, name: string): number {
  return Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout);
}

/** Whether this account may enter a folder. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const { code } = await runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
  return code === 0;
}

/** Runs a program to its end as this account; `code` is its exit code, or why it could not be started. */
export function runAs(
  account: Account,
  file: string,
  parameters: string[],
): Promise<{ code: number | string; output: string }> {
  return new Promise((resolve) => {
    const options = { ...account, cwd: "/", env: postgresEnvironment() };
    execFile(file, parameters, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.message), output: (stdout + stderr).trim() });
    });
  });
}

/** Makes this account the owner of a folder and all it holds; only root ever has to. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  if (account === null) return;
  const { code, output } = await runAs(null, "chown", ["-R", `${account.uid}:${account.gid}`, folder]);
  if (code !== 0)
    throw new LocalError(`The folder ${folder} cannot be given to PostgreSQL's user (${output}).`);
}

/** The environment of PostgreSQL's programs: nothing of PGDATA, PGPORT and the like that belongs to another server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}
