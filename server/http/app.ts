import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type RequestHandler } from "express";
import { createApi } from "./api.ts";
import { notifyWebhook } from "../emails/receipts/webhook.ts";
import { createErrorPage } from "./pages/error-page.ts";
import { healthchecks } from "./healthchecks.ts";
import { logRequests } from "./log-requests.ts";
import { monitoring } from "./metrics/monitoring.ts";
import { createPages } from "./pages/pages.ts";
import { checkAddress, checkMethod, checkOrigin, readForm } from "./request-checks.ts";
import { securityHeaders } from "./security-headers.ts";
import type { Resources } from "../resources.ts";
import { checkTarget, refuseUnread } from "./connections/unread-requests.ts";

/** What the web server serves: the built pages, and the middleware that serves their assets. */
export type Site = { build: ServerBuild | (() => Promise<ServerBuild>); assets: RequestHandler };

/** Puts the web server together; it reads from top to bottom as a request passes through it. */
export function createApp(resources: Resources, { build, assets }: Site): RequestListener {
  const { environment, log, dfeSignIn } = resources;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", environment.TRUST_PROXY);
  app.use((_request, response, next) => {
    response.locals.requestId ??= randomUUID();
    next();
  });
  app.use(securityHeaders(environment, dfeSignIn));
  app.use(refuseUnread);
  app.use(logRequests(log));
  // While developing, the pages' routes change; they are not known here.
  app.use(monitoring(resources, typeof build === "function" ? {} : build.routes));
  app.use(healthchecks(resources));
  if (environment.HTTP_COMPRESSION === "on") app.use(compression());
  app.use(notifyWebhook(resources));
  app.use("/api/trpc", createApi(resources));
  app.use(checkAddress(environment.PUBLIC_URL));
  app.use(assets);
  app.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  const pages = createPages(resources, build);
  app.use(checkOrigin(environment.PUBLIC_URL), checkMethod, readForm);
  app.use(pages.handle);
  app.use(createErrorPage(log, pages));
  return (request, response) => {
    checkTarget(request);
    app(request, response);
  };
}
