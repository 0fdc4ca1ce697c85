import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileClient } from "./compile.ts";
import { writeTar } from "./tar.ts";

const root = join(import.meta.dirname, "../..");

type Manifest = { name: string; version: string; description: string; license: string };

/** The console's package.json, which the client shares its name and version with. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
}

/** The client's README, which docs/procedures.md begins with. `VERSION` in it stands for the client's version. */
export function readIntroduction(): string {
  const text = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  return text.replaceAll("VERSION", readManifest().version);
}

/** The archive that npm installs, not compressed yet. The same source always makes the same bytes. */
export function packClient(): { version: string; archive: Buffer } {
  const { name, version, license } = readManifest();
  const manifest = {
    name,
    version,
    description: "Calls the procedures of the support console",
    license,
    engines: { node: ">=18" },
    main: "./cjs/index.js",
    types: "./cjs/index.d.ts",
    exports: {
      ".": {
        import: { types: "./esm/index.d.ts", default: "./esm/index.js" },
        require: { types: "./cjs/index.d.ts", default: "./cjs/index.js" },
      },
    },
    sideEffects: false,
  };
  const files = new Map([
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ["README.md", readIntroduction()],
    ...compileClient(),
  ]);
  const inFolder = [...files].map(([path, text]) => [`package/${path}`, text] as const);
  return { version, archive: writeTar(new Map(inFolder)) };
}
