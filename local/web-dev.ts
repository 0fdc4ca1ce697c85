import { join } from "node:path";
import express from "express";
import { createServer } from "vite";
import { clientPackage } from "../server/http/api/client-package.ts";
import { readWebEnvironment } from "../server/environment.ts";
import { runProcess } from "../server/process.ts";
import type { PageBuild } from "../server/http/reading/page-build.ts";
import { startWeb } from "../server/http/web.ts";

// The web server of `npm run dev`. Vite loads the pages from `app/` at each request, so changes need no restart.
const vite = await createServer({
  server: { middlewareMode: true },
  clearScreen: false,
});

const assets = express.Router();
assets.use(clientPackage(join(import.meta.dirname, "../client/released")), vite.middlewares);

await runProcess("web", readWebEnvironment, async (environment, log) => {
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<PageBuild>;
  const web = await startWeb(environment, log, { build, assets });
  return {
    stop: async () => {
      await web.stop();
      await vite.close();
    },
  };
});
