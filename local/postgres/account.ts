import { spawnSync } from "node:child_process";
import { runToEnd } from "../launcher/run-to-end.js";
import { LocalError } from "../local-error.js";

/** The operating system's user that PostgreSQL runs as; `null`: the current user. */
export type Account = { uid: number; gid: number } | null;

/** PostgreSQL refuses to run as root. If root is the current user, it runs as the first of these that exists. */
const unprivileged = ["postgres", "nobody"];

/**
 * Chooses the user that PostgreSQL runs as: the current user, unless that is root.
 *
 * @param owner the owner of the existing data, who is used instead of root; `null` if there is no data
 * @throws {LocalError} if the current user is root and there is no other user to run as
 */
export function chooseAccount(owner: Account): Account {
  if (process.getuid?.() !== 0) return null;
  if (owner !== null && owner.uid !== 0) return owner;
  for (const name of unprivileged) {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name]).stdout));
    if (uid && gid) return { uid, gid };
  }
  throw new LocalError(
    "PostgreSQL does not run as root. Start as another user, or set DATABASE_URL to a PostgreSQL of yours.",
  );
}

/** Whether this user has permission to enter a folder. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const { code } = await runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
  return code === 0;
}

/** Runs a program as this user, with the environment for PostgreSQL, and waits until it ends. */
export function runAs(account: Account, file: string, parameters: string[]) {
  return runToEnd(file, parameters, { ...account, cwd: "/", env: postgresEnvironment() });
}

/** Makes this user the owner of a folder and everything in it. Does nothing if `account` is null. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  if (account === null) return;
  const { code, output } = await runAs(null, "chown", ["-R", `${account.uid}:${account.gid}`, folder]);
  if (code !== 0)
    throw new LocalError(`The folder ${folder} cannot be given to PostgreSQL's user (${output}).`);
}

/** The environment for PostgreSQL's programs. Leaves out PGDATA, PGPORT and the like: they are for another server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}
