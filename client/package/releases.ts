import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { packClient } from "./package.ts";

type Packed = ReturnType<typeof packClient>;

/** The package of every version that consoles of the supported period served. */
export const releases = join(import.meta.dirname, "../released");

export function fileOf(version: string): string {
  return `client-${version}.tgz`;
}

/**
 * Adds the package to the releases, if its version is new. A release never changes: scripts elsewhere know it by its
 * address and its checksum (specification, section 5, The client).
 *
 * @throws {Error} if the version was released with another content
 */
export function release({ version, archive }: Packed = packClient(), folder = releases): void {
  const file = join(folder, fileOf(version));
  if (!existsSync(file)) {
    writeFileSync(file, gzipSync(archive, { level: 9 }));
    return;
  }
  // The content counts, as each release of zlib may compress it to other bytes.
  if (gunzipSync(readFileSync(file)).equals(archive)) return;
  throw new Error(
    `The client has changed since ${version}: raise the version in package.json and package-lock.json, then run \`npm run generate\`. ` +
      `If no console has served ${version} yet, delete ${fileOf(version)} instead of raising it.`,
  );
}

/**
 * Copies every release into a folder of the build.
 *
 * @throws {Error} if the current source is not released
 */
export function buildClient(into: string, packed: Packed = packClient(), folder = releases): void {
  if (!existsSync(join(folder, fileOf(packed.version)))) {
    throw new Error(`The client ${packed.version} has not been released: run \`npm run generate\`.`);
  }
  release(packed, folder);
  mkdirSync(into, { recursive: true });
  for (const file of readdirSync(folder)) writeFileSync(join(into, file), readFileSync(join(folder, file)));
}
