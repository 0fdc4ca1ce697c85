import type { ServerBuild } from "@remix-run/node";
import { decode } from "./decode.ts";

/** Builds the full pattern of a route, such as `/support/users/:userId`, from its own path and those of its parents. */
export function patternOf(routes: ServerBuild["routes"], id: string): string {
  const { path = "", parentId } = routes[id] ?? {};
  const parent = parentId === undefined ? "" : patternOf(routes, parentId).replace(/\/$/, "");
  return path === "" && parent !== "" ? parent : `${parent}/${path}`;
}

/**
 * Returns a function that finds the pattern that a path matches. As in Remix's router, case is ignored, a path may be
 * percent-encoded, and a fixed segment takes precedence over a parameter. Remix's `matchRoutes` is not used: it
 * compiles all patterns again in each call, which takes a hundred times as long.
 */
export function createPatternMatcher(patterns: string[]): (path: string) => string | undefined {
  const candidates = patterns
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1))
    .map((pattern) => ({ pattern, expression: expressionOf(pattern) }));
  return (path) => {
    const decoded = path.includes("%") ? (decode(path) ?? path) : path;
    return candidates.find(({ expression }) => expression.test(decoded))?.pattern;
  };
}

/**
 * Replaces parameters by `~`, which sorts after every character of our fixed segments, so that fixed segments come
 * first.
 */
function sortKey(pattern: string): string {
  return pattern.replaceAll(/:[^/]+|\*/g, "~");
}

function expressionOf(pattern: string): RegExp {
  const segments = pattern.split("/").filter((segment) => segment !== "");
  return new RegExp(`^${segments.map(expressionOfSegment).join("")}/*$`, "i");
}

function expressionOfSegment(segment: string): string {
  if (segment === "*") return "(?:/.*)?";
  return segment.startsWith(":") ? "/[^/]+" : `/${segment.replaceAll(".", String.raw`\.`)}`;
}
