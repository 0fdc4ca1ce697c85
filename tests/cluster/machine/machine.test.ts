import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startAttached } from "../../setup/attached-process.ts";
import { signalAll } from "./machine-processes.ts";
import { describeMissing } from "./programs.ts";

it("the watchdog kills what runs in its folder, although it is frozen, and removes the folder", async () => {
  const watchdog = await startAttached<{ folder: string }>(join(import.meta.dirname, "watchdog.ts"));
  const { folder } = watchdog.answer;
  const child = spawn(process.execPath, ["--eval", "setInterval(() => undefined, 1_000)"], {
    ...{ cwd: folder, detached: true, stdio: "ignore" },
  });
  const ended = once(child, "exit");
  signalAll(folder, "SIGSTOP");

  await watchdog.stop();

  if (process.platform !== "linux") child.kill("SIGKILL"); // without /proc it finds no process, and the suite does not run
  expect(await ended).toEqual([null, "SIGKILL"]);
  expect(existsSync(folder)).toBe(false);
});

it("says what is missing, and how to install it on Debian", () => {
  const text = describeMissing(["patroni", "python3-etcd"]);

  expect(text).toMatch(
    /^Missing for a cluster: patroni, python3-etcd\. .*apt-get install .* patroni python3-etcd'/,
  );
});
