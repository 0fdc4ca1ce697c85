import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { exactly, type Figure } from "../figures/figure.ts";
import { read } from "../processes/load.ts";
import { startOurs } from "../processes/console-process.ts";
import { findFreePorts } from "../../setup/free-port.ts";
import type { World } from "../data/databases.ts";

const client = join(import.meta.dirname, "../../../build/client");
const kilobyte = 1_000;

/** What a browser loads with a page, gzipped. */
export async function measureAssets(world: World): Promise<Figure[]> {
  const [port = 0] = await findFreePorts(1);
  const ours = await startOurs(world, port);
  const page = await read({ url: `${ours.url}/support/organisations`, cookie: world.cookie });
  await ours.stop();
  const scripts = [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, path = ""]) => path);
  const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, path = ""]) => path);
  const withoutUs = scripts.filter((path) => !path.includes("/entry.client"));
  return [
    { what: "all script", unit: " kB", value: sizeOf(scripts), limit: { atMost: 12 } },
    {
      what: "script beyond what starts GOV.UK Frontend",
      unit: " kB",
      value: sizeOf(withoutUs),
      limit: { atMost: 0 },
    },
    { what: "CSS", unit: " kB", value: sizeOf(styles), limit: { atMost: 18 } },
  ];
}

/** Files and all their imports. */
function sizeOf(paths: string[]) {
  const all = new Set<string>();
  const add = (path: string) => {
    if (all.has(path)) return;
    all.add(path);
    const imports = readFileSync(join(client, path), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g);
    for (const [, file = ""] of imports) add(`/assets/${file}`);
  };
  for (const path of paths) add(path);
  const bytes = [...all].map((path) => gzipSync(readFileSync(join(client, path))).length);
  return exactly(bytes.reduce((sum, size) => sum + size, 0) / kilobyte);
}
