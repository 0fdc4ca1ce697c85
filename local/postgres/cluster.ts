import { randomBytes } from "node:crypto";
import { globSync, lstatSync, readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LocalError } from "../local-error.js";
import { type Account, canEnter, chooseAccount, giveTo, runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** The folder of PostgreSQL's files and its owner. The folder's parent exists; the folder itself may not yet. */
export type Place = { folder: string; account: Account };

export const superuser = "console";

const passwordFile = "console-password";

/**
 * Chooses the folder for PostgreSQL's files: inside the data folder or, if PostgreSQL's user may not enter that, in
 * the system's temporary folder, with a symbolic link in the data folder (specification, section 9, Ports and data).
 */
export async function findPlace(dataDir: string, report: (line: string) => void): Promise<Place> {
  const link = join(dataDir, "postgres");
  const existing = realPath(link);
  const account = chooseAccount(existing === null ? null : statSync(existing));
  if (await canEnter(account, dirname(existing ?? link))) {
    if (existing !== null && statSync(existing).uid === 0) await giveTo(account, existing); // root has copied the folder
    if (existing !== null && existing !== link) report(`The database is kept in ${existing}.`);
    return { folder: existing ?? link, account };
  }
  const outside = await mkdtemp(join(realpathSync(tmpdir()), "support-console-"));
  await giveTo(account, outside);
  const folder = join(outside, "postgres");
  if (existing !== null) await runAs(null, "mv", [existing, folder]);
  await rm(link, { recursive: true, force: true });
  symlinkSync(folder, link);
  report(`PostgreSQL's user cannot reach ${dataDir}: the database is kept in ${folder}.`);
  return { folder, account };
}

/**
 * Creates an empty database cluster (PostgreSQL's data folder) if there is none yet. Creates it under another name and
 * then renames it, so that an unfinished cluster is never used.
 *
 * @throws {LocalError} if it cannot be created
 */
export async function initialise(
  { folder, account }: Place,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  const prefix = `${folder}-new-`;
  for (const old of globSync(`${prefix}*`)) await rm(old, { recursive: true });
  if (isCluster(folder)) return;

  const unfinished = await mkdtemp(prefix);
  const cluster = join(unfinished, "cluster");
  // The database needs a password, because all users of a shared machine can connect to 127.0.0.1.
  const password = join(unfinished, passwordFile);
  await writeFile(password, randomBytes(24).toString("hex"), { mode: 0o600 });
  await giveTo(account, unfinished);
  const { code, output } = await runAs(account, join(binaries.folder, "initdb"), [
    ...["-D", cluster, "-U", superuser, "--pwfile", password, "--auth=scram-sha-256", "--encoding=UTF8"],
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...(durable ? [] : ["--no-sync"]),
  ]);
  if (code !== 0) {
    const reason = output.split("\n").at(-1) || String(code);
    throw new LocalError(`The database cannot be created in ${folder}: ${reason}`);
  }
  await rename(password, join(cluster, passwordFile));
  await rename(cluster, folder);
  await rm(unfinished, { recursive: true });
}

/** @throws {LocalError} if another major version of PostgreSQL created the data */
export function requireSameVersion({ folder }: Place, binaries: Binaries): void {
  const version = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  if (version === binaries.major) return;
  throw new LocalError(
    `The data folder ${folder} is of PostgreSQL ${version}, not ${binaries.major}. Set DATA_DIR to another folder, or remove this one to start afresh.`,
  );
}

export function readPassword({ folder }: Place): string {
  return readFileSync(join(folder, passwordFile), "utf8");
}

function isCluster(folder: string): boolean {
  try {
    if (statSync(join(folder, "PG_VERSION")).isFile()) return true;
  } catch {
    // `folder` does not exist, or is not a cluster.
  }
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return false;
  throw new LocalError(`${folder} is not a PostgreSQL data folder. Move it away or set DATA_DIR to another.`);
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null; // it does not exist, or is a link to a temporary folder that was removed
  }
}
