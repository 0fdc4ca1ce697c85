import type { Params } from "@remix-run/router";
import { decode } from "../decode.ts";

/** The pattern that a path matches, such as `/support/users/:userId`, and the values of its parameters. */
export type Match = { pattern: string; params: Params };

/** A parent and a path, which is part of the pattern: what `patternOf` needs of a route. */
type Routes = Record<string, { path?: string; parentId?: string }>;

/** Builds the full pattern of a route, such as `/support/users/:userId`, from its own path and those of its parents. */
export function patternOf(routes: Routes, id: string): string {
  const { path = "", parentId } = routes[id] ?? {};
  const parent = parentId === undefined ? "" : patternOf(routes, parentId).replace(/\/$/, "");
  return path === "" && parent !== "" ? parent : `${parent}/${path}`;
}

/**
 * Returns a function that finds the pattern that a path matches. As in Remix's router, case is ignored, a path may be
 * percent-encoded, and a fixed segment takes precedence over a parameter. Remix's `matchRoutes` is not used: it
 * compiles all patterns again in each call, which takes a hundred times as long.
 */
export function createPatternMatcher(patterns: string[]): (path: string) => Match | undefined {
  const candidates = patterns.toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1)).map(compile);
  return (path) => {
    const decoded = path.includes("%") ? path.split("/").map(decodeSegment).join("/") : path;
    for (const { pattern, expression, names } of candidates) {
      const found = expression.exec(decoded);
      if (found !== null) return { pattern, params: paramsOf(names, found) };
    }
    return undefined;
  };
}

/**
 * Replaces parameters by `~`, which sorts after every character of our fixed segments, so that fixed segments come
 * first.
 */
function sortKey(pattern: string): string {
  return pattern.replaceAll(/:[^/]+|\*/g, "~");
}

function compile(pattern: string) {
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const expression = new RegExp(`^${segments.map(expressionOfSegment).join("")}/*$`, "i");
  const names = segments.filter((segment) => segment === "*" || segment.startsWith(":"));
  return { pattern, expression, names: names.map((name) => name.replace(/^:/, "")) };
}

function expressionOfSegment(segment: string): string {
  if (segment === "*") return "(?:/(.*))?";
  return segment.startsWith(":") ? "/([^/]+)" : `/${segment.replaceAll(".", String.raw`\.`)}`;
}

/** Keeps an encoded slash encoded, because a slash separates segments. */
function decodeSegment(segment: string): string {
  return (decode(segment) ?? segment).replaceAll("/", "%2F");
}

function paramsOf(names: string[], [, ...values]: RegExpExecArray): Params {
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) params[name] = (values[index] ?? "").replaceAll("%2F", "/");
  return params;
}
