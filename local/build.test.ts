import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildConsole } from "./build.ts";
import { LocalError } from "./local-error.js";
import { temporaryFolder } from "../tests/setup/temporary-folder.ts";

/** Creates a project in which the script `remix` is run to build it. `lines` are the reported lines. */
function prepare(folder: string, remix: string) {
  mkdirSync(join(folder, "node_modules", ".bin"), { recursive: true });
  mkdirSync(join(folder, "app"));
  writeFileSync(join(folder, "node_modules", ".bin", "remix"), remix);
  const lines: string[] = [];
  return { lines, build: () => buildConsole(folder, (line) => lines.push(line)) };
}

it("builds once, and again when a source changed", async () => {
  using folder = temporaryFolder();
  const { lines, build } = prepare(folder.path, "");
  await build();
  await build();
  expect(lines).toEqual(["Building the console."]);
  writeFileSync(join(folder.path, "app", "root.tsx"), "changed");
  await build();
  expect(lines).toHaveLength(2);
});

it("shows the output of a failed build, and builds again the next time", async () => {
  using folder = temporaryFolder();
  const { lines, build } = prepare(folder.path, `console.error("no such route"); process.exit(1)`);
  const failure = new LocalError("The console cannot be built: see above.");
  await expect(build()).rejects.toThrow(failure);
  await expect(build()).rejects.toThrow(failure);
  expect(lines).toEqual(["Building the console.", "no such route", "Building the console.", "no such route"]);
});
