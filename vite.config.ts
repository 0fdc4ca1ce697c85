import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixConfig)],
  // The Content-Security-Policy takes images and fonts from files, not from `data:`.
  build: { assetsInlineLimit: 0 },
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules"] } } },
});
