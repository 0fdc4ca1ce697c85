import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalError } from "./local-error.ts";

/** What the build reads. Some of it only in part, but a build too many costs seconds and one too few a day. */
const sources = [
  "{app,server,jobs,db}/**/*.{ts,tsx,js,scss,css,svg,png,ico,woff2,txt,md}",
  "{remix.config.js,vite.config.ts,tsconfig.json,package.json,package-lock.json}",
];

/**
 * Builds the console when its sources are not those of the last build.
 *
 * @throws {LocalError} when the build fails, with all that it said reported first
 */
export async function buildConsole(
  root: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const stamp = join(root, "build", ".sources");
  const wanted = hashSources(root);
  if (readStamp(stamp) === wanted) return;
  report("Building the console.");
  rmSync(stamp, { force: true });
  const { code, output } = await runBuild(root, signal);
  signal?.throwIfAborted();
  if (code !== 0) {
    report(output.trim());
    throw new LocalError("The console cannot be built: see above.");
  }
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, wanted);
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const file of globSync(sources, { cwd: root })
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .sort()) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function readStamp(stamp: string): string | null {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return null;
  }
}

function runBuild(root: string, signal?: AbortSignal): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const build = spawn(process.execPath, [join(root, "node_modules", ".bin", "remix"), "vite:build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    let output = "";
    const keep = (chunk: Buffer) => (output += chunk.toString());
    build.stdout.on("data", keep);
    build.stderr.on("data", keep);
    build.on("error", (error) => (output += error.message));
    build.on("close", (code) => {
      resolve({ code, output });
    });
  });
}
