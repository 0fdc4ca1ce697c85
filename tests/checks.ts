import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The number of passed and failed checks or tests. */
export type Outcome = { passed: number; failed: number };

type Report = (name: string, ok: boolean, seconds: number, output: string) => void;
type Check = { name: string; command: string; args: string[] };

const root = join(import.meta.dirname, "..");

const rooms = [
  "app",
  "client",
  "server",
  "jobs",
  "commands",
  "db",
  "local",
  "tests",
  "vite.config.ts",
  "remix.config.js",
];

const checks: Check[] = [
  { name: "types", command: "tsc", args: ["--noEmit", "--pretty", "false"] },
  { name: "lint", command: "eslint", args: ["-c", "tests/house/eslint.config.js", "--max-warnings=0", "."] },
  { name: "format", command: "prettier", args: ["--check", "--log-level=warn", "."] },
  {
    name: "import rules",
    command: "depcruise",
    args: ["--config", "tests/house/import-rules.js", "--output-type", "err-long", ...rooms],
  },
  {
    name: "bundle rules",
    command: "depcruise",
    args: ["--config", "tests/house/bundle-rules.js", "--output-type", "err-long", "app", "server", "db"],
  },
];

const build: Check = { name: "build", command: "remix", args: ["vite:build", "--logLevel=warn"] };

/** Checks types, lint, format and import rules in parallel. Each counts as one test. */
export async function runChecks(report: Report): Promise<Outcome[]> {
  return Promise.all(checks.map((check) => run(check, report)));
}

/** Builds the app for the browser tests. */
export async function runBuild(report: Report): Promise<Outcome> {
  // Without our entry.server, Remix edits package.json and runs `npm install` to get its own.
  if (!existsSync(join(root, "app/entry.server.tsx"))) {
    report(build.name, false, 0, "app/entry.server.tsx is missing; Remix would install packages.\n");
    return { passed: 0, failed: 1 };
  }
  return run(build, report);
}

async function run({ name, command, args }: Check, report: Report): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, "node_modules/.bin", command), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  const ok = code === 0;
  report(name, ok, (performance.now() - started) / 1000, output + complaints);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}
