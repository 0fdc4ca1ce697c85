import { spawnSync } from "node:child_process";
import { runToEnd } from "../launcher/run-to-end.js";
import { LocalError } from "../local-error.js";

/** The unprivileged user that PostgreSQL runs as; `null` is the current user. */
export type Account = { uid: number; gid: number } | null;

/** PostgreSQL refuses to run as root. It then runs as the first of these users that exists. */
const unprivileged = ["postgres", "nobody"];

/**
 * Chooses the user that PostgreSQL runs as: the current user, unless that is root.
 *
 * @param owner the owner of the existing data, if there is any
 * @throws {LocalError} when the current user is root and there is no other
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

/** Whether this account may enter a folder. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  const { code } = await runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", folder]);
  return code === 0;
}

/** Runs one of PostgreSQL's programs, or another, to its end as this account. */
export function runAs(account: Account, file: string, parameters: string[]) {
  return runToEnd(file, parameters, { ...account, cwd: "/", env: postgresEnvironment() });
}

/** Makes this account the owner of a folder and everything in it. Does nothing for the current user. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  if (account === null) return;
  const { code, output } = await runAs(null, "chown", ["-R", `${account.uid}:${account.gid}`, folder]);
  if (code !== 0)
    throw new LocalError(`The folder ${folder} cannot be given to PostgreSQL's user (${output}).`);
}

/** The environment of PostgreSQL's programs, without PGDATA, PGPORT and other variables meant for another server. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}
