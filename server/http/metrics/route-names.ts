import type { ServerBuild } from "@remix-run/node";
import { createPatternMatcher, patternOf } from "../route-patterns.ts";

const ownPatterns = [
  "/healthcheck",
  "/healthcheck/ready",
  "/metrics",
  "/webhooks/notify",
  "/api/trpc/*",
  "/assets/*",
];

/**
 * Names the route of a path by its pattern, as a label for metrics: there are never more names than routes, and no name
 * contains anything from the path.
 *
 * @param routes of the pages
 */
export function createRouteNames(routes: ServerBuild["routes"]): (path: string) => string {
  const pages = Object.keys(routes).map((id) => patternOf(routes, id));
  const match = createPatternMatcher([...ownPatterns, ...pages.filter((pattern) => pattern !== "/*")]);
  return (path) => match(path) ?? "unknown";
}
