// A web process as deployed, with two test pages: one responds on command, one throws an error.
import { once } from "node:events";
import express from "express";
import { readWebEnvironment } from "../../../../server/environment.ts";
import { runProcess } from "../../../../server/process.ts";
import type { PageBuild } from "../../../../server/http/reading/page-build.ts";
import { startWeb } from "../../../../server/http/web.ts";

const site = express.Router();
site.get("/slow", (_request, response) => {
  process.send?.("begun");
  void once(process, "message").then(() => response.send("done"));
});
site.get("/broken", () => {
  setImmediate(() => {
    throw new Error("nobody catches this");
  });
});

const build = (): Promise<PageBuild> => Promise.reject(new Error("This server has no pages"));
await runProcess("web", readWebEnvironment, (environment, log) =>
  startWeb(environment, log, { build, assets: site }),
);
