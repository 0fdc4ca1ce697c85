import type { Params } from "@remix-run/router";
import { isPageRoute, type PageBuild } from "../reading/page-build.ts";
import { createProblemReader, createReader, type Reader } from "../reading/reader.ts";
import { createPatternMatcher, patternOf } from "../reading/route-patterns.ts";
import { createRemixHandler } from "./remix-handler.ts";

/** The built pages; in development, a function that returns the pages as they are at the moment. */
export type Build = PageBuild | (() => Promise<PageBuild>);

/** What responds on one route. Without `read`, it has no page: it only redirects or sends a file. */
type Route = { read: Reader | null; handle: ReturnType<typeof createRemixHandler> };

/** The route of a path. */
export type RouteMatch = { route: Route; pattern: string; params: Params };

/**
 * Prepares every route, so that a request is compared with the patterns of all routes only once.
 *
 * @param mode the value of `NODE_ENV`
 */
export function createRoutes(build: PageBuild, mode: string) {
  const byPattern = new Map<string, Route>();
  for (const [id, route] of Object.entries(build.routes)) {
    if (id === "root") continue;
    const read = isPageRoute(route) ? createReader(build, id) : null;
    byPattern.set(patternOf(build.routes, id), { read, handle: createRemixHandler(build, id, mode) });
  }
  const match = createPatternMatcher([...byPattern.keys()]);
  return {
    readProblem: createProblemReader(build),
    find: (pathname: string): RouteMatch | undefined => {
      const found = match(pathname);
      const route = found && byPattern.get(found.pattern);
      return route && { route, ...found };
    },
  };
}
