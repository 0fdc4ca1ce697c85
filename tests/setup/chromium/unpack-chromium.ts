import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const nodeModules = join(import.meta.dirname, "../../../node_modules");
const script = join(import.meta.dirname, "unpack-process.ts");

/** How to launch the unpacked browser: its path, libraries and fonts. */
export type UnpackedChromium = { executablePath: string; env: NodeJS.ProcessEnv };

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, once for each version, and says how to launch it. Several
 * processes can do this at once: each unpacks into its own folder, and the first rename wins.
 *
 * @throws {Error} if the package has no Chromium for this machine
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "No Chromium or Chrome was found. Install one, or set CHROMIUM_PATH to the browser's program.",
    );
  }
  const folder = join(nodeModules, ".cache", `chromium-${await packageVersion()}`);
  if (!(await exists(folder))) await unpackInto(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023/lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

async function unpackInto(folder: string): Promise<void> {
  await mkdir(join(folder, ".."), { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  try {
    // The package writes to the temporary folder, so it runs in its own process with its own folder.
    await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, TMPDIR: beside, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
    });
    await writeFile(join(beside, "fonts.conf"), fontsConfiguration(folder));
    await chmod(join(beside, "chromium"), 0o755);
    await chmod(beside, 0o755);
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Another process was first, so its folder is used.
    if (!(await exists(folder))) throw error;
  }
}

/** The package's fonts.conf names `/tmp/fonts`, but we unpack the fonts elsewhere. */
function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

async function packageVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(join(nodeModules, "@sparticuz/chromium/package.json"), "utf8"),
  );
  return (manifest as { version: string }).version;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
