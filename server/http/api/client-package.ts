import express, { type RequestHandler } from "express";
import manifest from "../../../package.json" with { type: "json" };

/** The paths of the client's packages, below `/api`. */
export const packagePath = /^\/client[^/]*\.tgz$/i;

/**
 * Serves the client that scripts install, to everybody (specification, section 5, The client). A version's package never
 * changes. `/api/client.tgz` leads to the current one.
 *
 * @param folder where the build put the packages
 */
export function clientPackage(folder: string): RequestHandler {
  const router = express.Router();
  router.get("/api/client.tgz", (_request, response) => {
    response.set("Cache-Control", "no-cache").redirect(`/api/client-${manifest.version}.tgz`);
  });
  router.use(
    "/api",
    express.static(folder, {
      ...{ index: false, redirect: false, immutable: true, maxAge: "1y" },
      setHeaders: (response) => response.set("Content-Type", "application/gzip"),
    }),
  );
  return router;
}
