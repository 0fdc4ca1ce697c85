import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { buildClient } from "./client/package/releases.ts";
import remixConfig from "./remix.config.js";

/**
 * Removes the built scripts of single pages, and Remix's manifest of them. Pages load only the browser's entry, and
 * nobody outside needs to know which routes there are (specification, section 9, Hostile requests).
 */
const onlyEntryScripts: Plugin = {
  name: "only-entry-scripts",
  apply: "build",
  writeBundle({ dir = "" }, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
    const kept = new Set<string>();
    const keep = (fileName: string) => {
      if (kept.has(fileName)) return;
      kept.add(fileName);
      const chunk = chunks.find((one) => one.fileName === fileName);
      for (const imported of [...(chunk?.imports ?? []), ...(chunk?.dynamicImports ?? [])]) keep(imported);
    };
    const entry = chunks.find(({ name }) => name === "entry.client");
    if (entry === undefined) return; // the build for the server
    keep(entry.fileName);
    for (const { fileName } of chunks) if (!kept.has(fileName)) rmSync(join(dir, fileName));
  },
  closeBundle: () => {
    const folder = "build/client/assets";
    const manifests = readdirSync(folder).filter((name) => /^manifest-\w+\.js$/.test(name));
    for (const name of manifests) rmSync(join(folder, name));
  },
};

/** Adds the client that scripts install to every build. Remix builds for the server last. */
const clientPackage: Plugin = {
  name: "client-package",
  apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  closeBundle: () => buildClient("build/client/api"),
};

export default defineConfig({
  plugins: [remix(remixConfig), onlyEntryScripts, clientPackage],
  // The Content-Security-Policy takes images and fonts from files, not from `data:`.
  build: { assetsInlineLimit: 0 },
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"] } } },
});
