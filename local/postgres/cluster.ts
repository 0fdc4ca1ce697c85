import { randomBytes } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LocalError } from "../local-error.ts";
import { type Account, canEnter, chooseAccount, giveTo, runAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";

/** Where PostgreSQL's files are, and who owns them. `folder` need not exist yet; its parent does. */
export type Place = { folder: string; account: Account };

/** The name of the one user of our PostgreSQL. */
export const superuser = "console";

const passwordFile = "console-password";

/**
 * Finds the place for PostgreSQL's files: in the data folder, or behind a link in the system's temporary folder
 * when the user that PostgreSQL runs as cannot reach the data folder (SPEC §9).
 */
export async function findPlace(dataDir: string, report: (line: string) => void): Promise<Place> {
  const link = join(dataDir, "postgres");
  const existing = realPath(link);
  const account = chooseAccount(existing === null ? null : statSync(existing));
  if (await canEnter(account, dirname(existing ?? link))) {
    if (existing !== null && statSync(existing).uid === 0) await giveTo(account, existing); // copied by root
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
 * Makes a new, empty database cluster where there is none. It is made beside its place and then renamed, so that
 * what an interrupted start leaves is never taken for a whole one.
 *
 * @throws {LocalError} when it cannot be made
 */
export async function initialise(
  { folder, account }: Place,
  binaries: Binaries,
  durable: boolean,
): Promise<void> {
  const prefix = `${folder}-new-`;
  const leftovers = readdirSync(dirname(folder)).map((name) => join(dirname(folder), name));
  for (const old of leftovers.filter((path) => path.startsWith(prefix))) await rm(old, { recursive: true });
  if (isCluster(folder)) return;

  const unfinished = await mkdtemp(prefix);
  const cluster = join(unfinished, "cluster");
  // A password, because on a shared machine everyone can reach 127.0.0.1.
  const password = join(unfinished, passwordFile);
  await writeFile(password, randomBytes(24).toString("hex"), { mode: 0o600 });
  await giveTo(account, unfinished);
  const { code, output } = await runAs(account, join(binaries.folder, "initdb"), [
    ...["-D", cluster, "-U", superuser, "--pwfile", password, "--auth=scram-sha-256", "--encoding=UTF8"],
    ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ...(durable ? [] : ["--no-sync"]),
  ]);
  if (code !== 0) {
    throw new LocalError(`The database cannot be made in ${folder}: ${lastLine(output) || code}`);
  }
  await rename(password, join(cluster, passwordFile));
  await rename(cluster, folder);
  await rm(unfinished, { recursive: true });
}

/**
 * Makes sure that the data are of this PostgreSQL's major version.
 *
 * @throws {LocalError} naming the folder, DATA_DIR and both versions
 */
export function requireSameVersion({ folder }: Place, binaries: Binaries): void {
  const version = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
  if (version === binaries.major) return;
  throw new LocalError(
    `The data folder ${folder} is of PostgreSQL ${version}, not ${binaries.major}. Set DATA_DIR to another folder, or remove this one to start afresh.`,
  );
}

/** The superuser's password, made with the cluster. */
export function readPassword({ folder }: Place): string {
  return readFileSync(join(folder, passwordFile), "utf8");
}

function isCluster(folder: string): boolean {
  try {
    if (statSync(join(folder, "PG_VERSION")).isFile()) return true;
  } catch {
    // Not a cluster: free, or something else in the way, which is told apart below.
  }
  const taken = lstatSync(folder, { throwIfNoEntry: false });
  if (taken === undefined) return false;
  throw new LocalError(`${folder} is not a PostgreSQL data folder. Move it away or set DATA_DIR to another.`);
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null; // not there, or a link to what the system has cleaned away
  }
}

const lastLine = (text: string) => text.split("\n").at(-1) ?? "";
