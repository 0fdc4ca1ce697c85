import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileOf } from "../../client/package/releases.ts";
import { readManifest } from "../../client/package/package.ts";
import { LocalError } from "../../local/local-error.js";
import { runNpm } from "../../local/launcher/npm.js";
import { test as withApi } from "../fixtures/api.ts";

export const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** What a script printed. `code` is there if it failed. */
export type Ended = { code?: number; stdout: string; stderr: string };

/** Node's types, which are not checked themselves. */
export const withNode = {
  ...{ types: ["node"], typeRoots: [join(root, "node_modules/@types")], skipLibCheck: true },
};

/** Strict flags that a developer elsewhere may have set. */
const strict = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noPropertyAccessFromIndexSignature: true },
  ...{ noUncheckedIndexedAccess: true, skipLibCheck: false, target: "ES2022" },
};

/** vitest's `test` with the client installed, as the console serves it, in an empty folder outside of the project. */
export const test = withApi.extend("folder", { scope: "file" }, async ({ url }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "outsider-"));
  onCleanup(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "outsider", type: "module" }));
  const address = `${url}/api/${fileOf(readManifest().version)}`;
  const noRegistry = "--registry=http://127.0.0.1:1";
  const fail = (_reason: string, output: string) => new LocalError(output);
  await runNpm(["install", "--prefix", folder, "--no-audit", noRegistry, address], process.env, fail);
  return folder;
});

/**
 * Compiles files of a folder with strict flags and with `options`.
 *
 * @returns what the compiler found, empty if nothing
 */
export async function compile(folder: string, files: string[], options: object): Promise<string> {
  const compilerOptions = { ...strict, ...options };
  const config = join(folder, "tsconfig.json");
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  const { stdout } = await runNode([join(root, "node_modules/typescript/bin/tsc"), "-p", config]);
  return stdout;
}

/** Runs Node to the end, with `variables` besides the usual ones. */
export function runNode(
  parameters: string[],
  variables: Record<string, string> = {},
  node = process.execPath,
): Promise<Ended> {
  const env = { ...process.env, ...variables };
  return run(node, parameters, { env }).catch((error: unknown) => error as Ended);
}

/** Copies a file of the project into a folder, under each of the names. */
export async function copy(folder: string, file: string, ...names: string[]): Promise<void> {
  for (const name of names) await cp(join(root, file), join(folder, name));
}
