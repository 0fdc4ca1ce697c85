import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Environment } from "./environment.ts";
import { createApp, type Site } from "./http.ts";
import { listen } from "./listen.ts";
import type { Log } from "./log.ts";
import { runProcess } from "./process.ts";
import { closeServices, openServices } from "./services.ts";

const buildFolder = fileURLToPath(new URL("../build", import.meta.url));

/** What `npm run build` made. */
async function builtSite(): Promise<Site> {
  const build = (await import(`${buildFolder}/server/index.js`)) as ServerBuild;
  const assets = express.Router();
  assets.use("/assets", express.static(`${buildFolder}/client/assets`, { immutable: true, maxAge: "1y" }));
  assets.use(express.static(`${buildFolder}/client`, { maxAge: "1h", index: false }));
  return { build, assets };
}

/** Starts the web server on `PORT`. */
async function startWeb(environment: Environment, log: Log) {
  const site = await builtSite();
  const services = await openServices(environment, log);
  const server = await listen(createServer(createApp(services, site)), environment.PORT);
  log.info({ port: environment.PORT }, "Listening");
  return {
    stop: async () => {
      await server.close();
      await closeServices(services);
    },
  };
}

await runProcess("web", startWeb);
