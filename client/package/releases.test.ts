import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";
import { packClient, readManifest } from "./package.ts";
import { buildClient, fileOf, release, releases } from "./releases.ts";

/** Compiling takes seconds where other tests run too. */
const timeout = 60_000;

const packed = (version: string, content: string) => ({ version, archive: Buffer.from(content) });

it(
  "has released the client as its source is: if this fails, raise the version and run `npm run generate`",
  { timeout },
  () => {
    using folder = temporaryFolder();
    buildClient(folder.path);

    expect(readdirSync(folder.path)).toEqual(readdirSync(releases));
  },
);

it("packs the same source to the same bytes, in less than 30 kB, without dependencies", { timeout }, () => {
  const { archive } = packClient();

  expect(packClient().archive.equals(archive)).toBe(true);
  expect(gzipSync(archive).length).toBeLessThan(30_000);
  expect(archive.toString()).not.toMatch(/"dependencies"|from "(zod|@trpc)/);
  expect(archive.toString()).toContain(`"version": "${readManifest().version}"`);
});

it("is named in the README by its current version", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");

  expect(readme).toContain(`/api/${fileOf(readManifest().version)} `);
});

it.each(readdirSync(releases))("keeps %s under the name of its version", (file) => {
  const archive = gunzipSync(readFileSync(join(releases, file))).toString();

  expect(fileOf(/"version": "([^"]+)"/.exec(archive)?.[1] ?? "")).toBe(file);
});

it("keeps a release as it is, and refuses another content under its version", () => {
  using folder = temporaryFolder();
  const first = join(folder.path, fileOf("1.0.0"));
  release(packed("1.0.0", "one"), folder.path);
  writeFileSync(first, gzipSync("one", { level: 0 })); // as another release of zlib could compress it
  const bytes = readFileSync(first);
  release(packed("1.0.0", "one"), folder.path);

  expect(() => release(packed("1.0.0", "two"), folder.path)).toThrow(
    "has changed since 1.0.0: raise the version",
  );
  expect(readFileSync(first)).toEqual(bytes);
});

it("builds all releases, and only if the source is released", () => {
  using released = temporaryFolder();
  using built = temporaryFolder();
  const build = (version: string, content: string) => () =>
    buildClient(built.path, packed(version, content), released.path);
  release(packed("1.0.0", "one"), released.path);
  expect(build("1.1.0", "two")).toThrow("The client 1.1.0 has not been released");
  release(packed("1.1.0", "two"), released.path);

  expect(build("1.1.0", "three")).toThrow("has changed since 1.1.0");
  expect(readdirSync(built.path)).toEqual([]);
  build("1.1.0", "two")();
  expect(readdirSync(built.path)).toEqual(["client-1.0.0.tgz", "client-1.1.0.tgz"]);
});
