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
    ignoreConditions,
    express.static(folder, {
      ...{ index: false, redirect: false, immutable: true, maxAge: "1y", acceptRanges: false },
      setHeaders: (response) => response.set("Content-Type", "application/gzip"),
    }),
  );
  return router;
}

/** A package is sent whole and never changes, so conditions on its version and ranges of it are ignored, not refused. */
const ignoreConditions: RequestHandler = ({ path, headers }, _response, next) => {
  if (packagePath.test(path)) {
    delete headers["if-match"];
    delete headers["if-unmodified-since"];
  }
  next();
};
