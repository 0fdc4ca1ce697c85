import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import compression from "compression";
import express, { type RequestHandler } from "express";
import { largestFile } from "../bulk-changes/reading/limits.ts";
import { notifyWebhook } from "../emails/receipts/webhook.ts";
import type { Resources } from "../resources.ts";
import { createApi } from "./api/api.ts";
import { checkTarget, refuseUnread } from "./connections/unread-requests.ts";
import { queueFairly } from "./fairness/queue-fairly.ts";
import { healthchecks } from "./healthchecks.ts";
import { monitoring } from "./metrics/monitoring.ts";
import { checkAddress, checkMethod, checkOrigin } from "./middleware/check-request.ts";
import { logRequests } from "./middleware/log-requests.ts";
import { reportRefusals } from "./middleware/report-refusals.ts";
import { readForm } from "./middleware/read-form.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { createErrorPage } from "./pages/error-page.ts";
import { createPages, factsOf } from "./pages/pages.ts";
import { RequestContext } from "./pages/request-context.ts";
import type { Build } from "./pages/routes.ts";
import { publicFiles } from "./public-files.ts";
import { readUpload } from "./uploads/read-upload.ts";

/** What the web server serves: the built pages, and a middleware that serves their scripts, styles and images. */
export type Site = { build: Build; assets: RequestHandler };

/** Assembles the web server. Each request passes through the middleware in the order of the lines below. */
export function createApp(resources: Resources, { build, assets }: Site): RequestListener {
  const { environment, log } = resources;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", environment.TRUST_PROXY);
  app.use((_request, response, next) => {
    response.locals.requestId = randomUUID(); // never the client's own: logs would contain whatever it sends
    response.set("X-Request-Id", String(response.locals.requestId));
    next();
  });
  app.use(securityHeaders(environment));
  app.use(refuseUnread);
  app.use(logRequests(log));
  app.use(reportRefusals(resources));
  // In development the routes can change at any time, so the metrics do not distinguish pages.
  app.use(monitoring(resources, typeof build === "function" ? {} : build.routes));
  app.use(healthchecks(resources));
  app.use(queueFairly(environment));
  if (environment.HTTP_COMPRESSION === "on") app.use(compression());
  app.use(notifyWebhook(resources));
  app.use("/api", createApi(resources));
  app.use(checkAddress(environment.PUBLIC_URL));
  app.use(publicFiles(environment));
  app.use(assets);
  app.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  const pages = createPages(resources, build);
  app.use(checkOrigin(environment.PUBLIC_URL), checkMethod, readBulkFile(resources), readForm);
  app.use(pages.handle);
  app.use(createErrorPage(log, pages));
  return (request, response) => {
    checkTarget(request);
    app(request, response);
  };
}

/** Reads what support users paste or upload to add several users. Nobody else's file is kept in memory. */
function readBulkFile(resources: Resources): RequestHandler {
  return readUpload({
    pattern: "/support/bulk-changes/new/:bulkChangeId",
    largest: largestFile,
    mayUpload: async (request, response) => {
      const session = await new RequestContext(resources, factsOf(response, request)).getSession();
      return session?.user?.kind === "support_user";
    },
  });
}
