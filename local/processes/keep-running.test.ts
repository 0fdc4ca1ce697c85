import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { LocalError } from "../local-error.js";
import { keepRunning } from "./keep-running.ts";
import { restartOnChange } from "./restart-on-change.ts";
import { temporaryFolder } from "../../tests/setup/temporary-folder.ts";

const patience = { start: 20_000, stop: 300 };
const pause = { first: 1, longest: 4 };

/** Prepares to keep a script running. `pids` returns the process ids that the script has printed. */
function prepare(folder: string, script: string) {
  const file = join(folder, "child.js");
  writeFileSync(file, script);
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  const pids = () => lines.flatMap((line) => /pid (\d+)/.exec(line)?.[1] ?? []).map(Number);
  return {
    lines,
    pids,
    start: () => keepRunning({ name: "web", file, env: process.env, report, patience, pause }),
  };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const ready = `
  console.log("pid " + process.pid);
  process.send("ready");
  process.on("disconnect", () => process.exit());
`;

it("restarts a process that dies, and leaves none behind when stopped", async () => {
  using folder = temporaryFolder();
  const { lines, pids, start } = prepare(folder.path, ready);
  const kept = await start();
  await vi.waitUntil(() => pids().length === 1);
  expect(kept.pid()).toBe(pids()[0]);
  process.kill(kept.pid() ?? 0, "SIGKILL");
  await vi.waitUntil(() => pids().length === 2, 10_000);
  await vi.waitUntil(() => kept.pid() === pids()[1]);
  await kept.stop();
  await kept.stop();
  expect(lines).toContain("web      | Stopped unexpectedly (SIGKILL): starting again in 0.001 s.");
  expect(pids().filter(isAlive)).toEqual([]);
});

it("kills a process that does not stop", async () => {
  using folder = temporaryFolder();
  const { pids, start } = prepare(folder.path, `process.on("SIGTERM", () => {}); ${ready}`);
  const kept = await start();
  await vi.waitUntil(() => pids().length === 1);
  await kept.stop();
  expect(pids().filter(isAlive)).toEqual([]);
});

it("fails when the process dies before it is ready, and shows its output", async () => {
  using folder = temporaryFolder();
  const { lines, start } = prepare(folder.path, `console.error("no database"); process.exit(3);`);
  await expect(start()).rejects.toThrow(new LocalError("web did not start (exit code 3)."));
  expect(lines).toEqual(["web      | no database"]);
});

it("restarts a process when a file changes", async () => {
  using folder = temporaryFolder();
  const { lines, pids, start } = prepare(folder.path, ready);
  const kept = await start();
  const stopWatching = restartOnChange(folder.path, ["."], [kept]);
  writeFileSync(join(folder.path, "changed.ts"), "");
  await vi.waitUntil(() => pids().length === 2, 10_000);
  stopWatching();
  await kept.stop();
  expect(lines.join()).not.toContain("unexpectedly");
});
