import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { buildClient } from "./client/package/releases.ts";
import remixConfig from "./remix.config.js";

/** Adds the client that scripts install to every build. Remix builds for the server last. */
const clientPackage: Plugin = {
  name: "client-package",
  apply: (_config, { command, isSsrBuild }) => command === "build" && isSsrBuild === true,
  closeBundle: () => buildClient("build/client/api"),
};

export default defineConfig({
  plugins: [remix(remixConfig), clientPackage],
  // The Content-Security-Policy takes images and fonts from files, not from `data:`.
  build: { assetsInlineLimit: 0 },
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"] } } },
});
