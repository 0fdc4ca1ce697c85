import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { addressOf, type World } from "../../data/worlds.ts";
import { type Figure, judge } from "../../figures/figure.ts";
import { read } from "../../processes/load.ts";
import { startOurs } from "../../processes/start.ts";

const client = join(import.meta.dirname, "../../../../build/client");
const kilobyte = 1_000;

/** What a browser loads with a page, gzipped. */
export async function measureAssets(world: World): Promise<Figure[]> {
  await using ours = await startOurs(world);
  const page = await read(addressOf(ours.url, world, "/support/organisations"));
  const scripts = [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path = ""]) => path);
  const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path = ""]) => path);
  const withoutUs = scripts.filter((path) => !path.includes("/entry.client"));
  return [
    judge("all script", [sizeOf(scripts)]),
    judge("script beyond what starts GOV.UK Frontend", [sizeOf(withoutUs)]),
    judge("CSS", [sizeOf(styles)]),
  ];
}

/** Kilobytes of files and all their imports. */
function sizeOf(paths: string[]): number {
  const all = new Set<string>();
  const add = (path: string) => {
    if (all.has(path)) return;
    all.add(path);
    const imports = readFileSync(join(client, path), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g);
    for (const [, file = ""] of imports) add(`/assets/${file}`);
  };
  for (const path of paths) add(path);
  const bytes = [...all].map((path) => gzipSync(readFileSync(join(client, path))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / kilobyte;
}
