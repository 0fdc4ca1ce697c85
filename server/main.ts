import { join } from "node:path";
import express from "express";
import type { Site } from "./http/app.ts";
import { clientPackage } from "./http/api/client-package.ts";
import { readWebEnvironment } from "./environment.ts";
import { runProcess } from "./process.ts";
import type { PageBuild } from "./http/reading/page-build.ts";
import { startWeb } from "./http/web.ts";

/** Loads the site that `npm run build` wrote. */
async function builtSite(): Promise<Site> {
  const folder = join(import.meta.dirname, "../build");
  const build = (await import(`${folder}/server/index.js`)) as PageBuild;
  const assets = express.Router();
  // The URL of a folder gets 404, like any unknown path. By default Express would redirect it, with a page of its own.
  const options = { index: false, redirect: false, immutable: true, maxAge: "1y" };
  assets.use("/assets", express.static(`${folder}/client/assets`, options));
  assets.use(clientPackage(`${folder}/client/api`));
  return { build, assets };
}

await runProcess("web", readWebEnvironment, async (environment, log) =>
  startWeb(environment, log, await builtSite()),
);
