import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Site } from "./http/app.ts";
import { runProcess } from "./process.ts";
import { startWeb } from "./http/web.ts";

/** What `npm run build` made. */
async function builtSite(): Promise<Site> {
  const folder = join(import.meta.dirname, "../build");
  const build = (await import(`${folder}/server/index.js`)) as ServerBuild;
  const assets = express.Router();
  // A folder is not found like anything else: its redirect would be a bare page of Express's.
  const options = { index: false, redirect: false, immutable: true, maxAge: "1y" };
  assets.use("/assets", express.static(`${folder}/client/assets`, options));
  return { build, assets };
}

await runProcess("web", async (environment, log) => startWeb(environment, log, await builtSite()));
