import { randomUUID } from "node:crypto";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import { createApi } from "./api.ts";
import { ConsoleContext } from "./context.ts";
import { createErrorPage } from "./error-page.ts";
import { healthchecks } from "./healthcheck.ts";
import { logRequests } from "./log-requests.ts";
import { checkOrigin, securityHeaders, useOwnHost } from "./security.ts";
import type { Services } from "./services.ts";

/** What the web server serves: the built pages, and the middleware that serves their assets. */
export type Site = { build: ServerBuild | (() => Promise<ServerBuild>); assets: RequestHandler };

/** Puts the web server together; it reads from top to bottom as a request passes through it. */
export function createApp(services: Services, { build, assets }: Site): Express {
  const { environment, log, dfeSignIn } = services;
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    response.locals.requestId = randomUUID();
    next();
  });
  app.use(logRequests(log));
  app.use(healthchecks(services));
  app.use(securityHeaders(environment, dfeSignIn));
  if (environment.HTTP_COMPRESSION === "on") app.use(compression());
  app.use("/api/trpc", createApi(services));
  app.use(assets);
  app.use(checkOrigin(environment.PUBLIC_URL));
  app.use(useOwnHost(environment.PUBLIC_URL));
  app.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  const pages = createPages(services, build);
  app.use(pages);
  app.use(createErrorPage(log, pages));
  return app;
}

function createPages(services: Services, build: Site["build"]): RequestHandler {
  const handle = createRequestHandler({
    build,
    mode: services.environment.NODE_ENV,
    getLoadContext: (request, response) => ({
      console: new ConsoleContext(services, {
        id: String(response.locals.requestId),
        cookie: request.headers.cookie ?? null,
      }),
    }),
  });
  return (request, response, next) => void handle(request, response, next);
}
