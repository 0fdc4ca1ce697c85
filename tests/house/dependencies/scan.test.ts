import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test as base } from "vitest";

const lock = {
  name: "site",
  version: "1.0.0",
  lockfileVersion: 3,
  requires: true,
  packages: {
    "": { name: "site", version: "1.0.0", dependencies: { leaky: "1.0.0" } },
    "node_modules/leaky": { version: "1.0.0" },
  },
};

/** vitest's `test` with a function that scans a project of one package, against a registry that answers so. */
const test = base.extend("scan", async ({}, { onCleanup }) => {
  const folder = mkdtempSync(join(tmpdir(), "scan-"));
  const { packages, ...about } = lock;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...about, ...packages[""] }));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
  const answers = { status: 200, advisories: {} };
  const registry = createServer((request, response) => {
    request.resume();
    const isAsked = request.url === "/-/npm/v1/security/advisories/bulk";
    response.writeHead(isAsked ? answers.status : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(isAsked ? answers.advisories : {}));
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  onCleanup(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
  return async (status: number, advisories: object) => {
    Object.assign(answers, { status, advisories });
    const settings = { npm_config_registry: url, npm_config_cache: join(folder, "cache") };
    const child = spawn(process.execPath, [join(import.meta.dirname, "scan.ts")], {
      cwd: folder,
      env: { ...process.env, ...settings, npm_config_fetch_retries: "0" },
    });
    const [stdout] = await Promise.all([text(child.stdout), once(child, "close")]);
    return { code: child.exitCode, stdout };
  };
});

const advisory = (id: number, severity: string) => ({
  leaky: [{ id, url: "https://example.com", title: "It leaks", severity, vulnerable_versions: "<2.0.0" }],
});

test("a high vulnerability fails the scan, a moderate one does not", async ({ scan }) => {
  expect(await scan(200, advisory(1, "high"))).toEqual({
    code: 1,
    stdout: "leaky: high\n1 packages have a high or critical vulnerability.\n",
  });
  expect(await scan(200, advisory(2, "moderate"))).toMatchObject({ code: 0 });
});

test("a registry that does not answer skips the scan with a message", async ({ scan }) => {
  expect(await scan(405, {})).toEqual({
    code: 0,
    stdout: "Skipped: the registry does not answer requests for known vulnerabilities.\n",
  });
});
