// Makes the folder of a cluster. When its parent stops or dies, kills every process that runs in the folder, and removes
// it, so that nothing is left after Ctrl-C or a kill.
import { chmodSync, globSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { runToEnd } from "../../../local/launcher/run-to-end.js";
import { serveParent } from "../../setup/attached-process.ts";
import { killAll } from "./machine-processes.ts";

for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined); // it stops when its parent ends

await serveParent<{ folder: string }>(async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "console-cluster-"));
  chmodSync(folder, 0o711); // PostgreSQL's user has to pass through
  const stop = async () => {
    await killAll(folder);
    for (const place of globSync(join(folder, "*/"))) await runToEnd("umount", [place], {}); // fails where nothing is mounted
    if (process.env["TEST_KEEP"] === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return Promise.resolve({ answer: { folder }, stop });
});
