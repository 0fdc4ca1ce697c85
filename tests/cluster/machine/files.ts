import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Account, giveTo } from "../../../local/postgres/account.ts";

/** Writes a file, in a folder of this account that nobody else can read. */
export async function writeFor(account: Account, path: string, text: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
  await giveTo(account, dirname(path));
}
