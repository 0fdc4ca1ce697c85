import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { requirePackages } from "./packages.js";
import { inProduction } from "./production.js";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";

/** Runs a command through `local/node.js`, as npm scripts do. */
function launch(...command: string[]): ChildProcess {
  const launcher = join(import.meta.dirname, "../node.js");
  return spawn(process.execPath, [launcher, ...command], { stdio: ["ignore", "pipe", "pipe"] });
}

/** Waits until the process ends. Returns its exit code and its output. */
async function end(child: ChildProcess): Promise<[number | null, string]> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const [code] = (await once(child, "close")) as [number | null];
  return [code, output];
}

it("runs a TypeScript file with its parameters, and exits with its code", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "file.ts");
  writeFileSync(
    file,
    "const said: string = process.argv.slice(2).join(); console.log(said); process.exit(7);",
  );
  expect(await end(launch(file, "a b", "c"))).toEqual([7, "a b,c\n"]);
});

it("exits with 128 and the number of the signal that ended the command", async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, "file.js");
  writeFileSync(file, `process.kill(process.pid, "SIGKILL");`);
  expect(await end(launch(file))).toEqual([137, ""]);
});

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "passes %s on, and stays until the command ends",
  async (signal) => {
    using folder = temporaryFolder();
    const file = join(folder.path, "file.js");
    const stop = `process.on("${signal}", () => setImmediate(() => { console.log("stopped"); process.exit(3); }))`;
    writeFileSync(file, `${stop}; setInterval(() => {}, 1000); console.log("started");`);
    const child = launch(file);
    const ended = end(child);
    await once(child.stdout ?? child, "data");
    child.kill(signal);
    expect(await ended).toEqual([3, "started\nstopped\n"]);
  },
);

it("runs an installed program by its name, and says so when there is none", async () => {
  expect((await end(launch("tsc", "--version")))[0]).toBe(0);
  expect(await end(launch("no-such-program"))).toEqual([
    1,
    expect.stringContaining("no-such-program cannot be run"),
  ]);
});

it.each(["server/main.ts", "jobs/main.ts", "db/migrate.ts", "commands/support-user.ts"])(
  "runs %s as production, unless NODE_ENV says otherwise",
  (command) => {
    const env = {} as NodeJS.ProcessEnv;
    expect(inProduction(command, env)).toEqual({ NODE_ENV: "production" });
    expect(inProduction(command, { NODE_ENV: "development" })).toEqual({ NODE_ENV: "development" });
    expect(inProduction("local/main.ts", env)).toEqual({});
    expect(inProduction("vitest", env)).toEqual({});
  },
);

it("installs nothing for what runs as production, and says so where there are no packages", () => {
  using folder = temporaryFolder();
  expect(() => {
    requirePackages(folder.path);
  }).toThrow("The packages are not installed. Run npm ci first.");
  mkdirSync(join(folder.path, "node_modules"));
  expect(() => {
    requirePackages(folder.path);
  }).not.toThrow();
});
