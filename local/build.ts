import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "./launcher/run-to-end.js";
import { LocalError } from "./local-error.js";

/**
 * The files whose change causes a new build. Some of them the build does not read: an unnecessary build takes seconds,
 * but without a necessary one, old code would run.
 */
const sources = [
  "{app,client,server,jobs,db}/**/*.{ts,tsx,js,scss,css,svg,png,ico,woff2,txt,md,tgz}",
  "{remix.config.js,vite.config.ts,tsconfig.json,package.json,package-lock.json}",
];

/**
 * Builds the console if its sources have changed since the last build.
 *
 * @throws {LocalError} if the build fails, after reporting the build's output
 */
export async function buildConsole(
  root: string,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const stamp = join(root, "build", ".sources");
  const wanted = hashSources(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  report("Building the console.");
  rmSync(stamp, { force: true });
  const remix = join(root, "node_modules", ".bin", "remix");
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  const { code, output } = await runToEnd(process.execPath, [remix, "vite:build"], {
    cwd: root,
    env,
    signal,
  });
  signal?.throwIfAborted();
  if (code !== 0) {
    report(output);
    throw new LocalError("The console cannot be built: see above.");
  }
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(stamp, wanted);
}

function hashSources(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));
  for (const file of files.sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
    hash.update("\0");
  }
  return hash.digest("hex");
}
