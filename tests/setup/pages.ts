import type { ServerBuild } from "@remix-run/node";
import { createServer } from "vite";

/** Remix's pages as `app/` has them now, without a build before. */
export async function loadPages(): Promise<{ build: ServerBuild; close: () => Promise<void> }> {
  const vite = await createServer({
    configLoader: "native",
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    logLevel: "warn",
  });
  const build = (await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild;
  return { build, close: () => vite.close() };
}
