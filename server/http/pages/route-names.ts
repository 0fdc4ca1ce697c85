import type { ServerBuild } from "@remix-run/node";

/** One segment of the paths that there are: what may follow it, and the pattern that ends here. */
type Branch = { pattern?: string; fixed: Map<string, Branch>; any?: Branch; rest?: string };

const ownPatterns = [
  "/healthcheck",
  "/healthcheck/ready",
  "/metrics",
  "/webhooks/notify",
  "/api/trpc/*",
  "/assets/*",
];

/**
 * Names the route of a path by its pattern, as `/support/users/:userId`. There are never more names than routes, and
 * none holds an id, or whatever else somebody put into an address: metrics are labelled with them.
 *
 * @param routes the pages'; those of the web server itself are known here
 */
export function createRouteNames(routes: ServerBuild["routes"]): (path: string) => string {
  const root: Branch = { fixed: new Map() };
  for (const pattern of [...ownPatterns, ...Object.keys(routes).map((id) => patternOf(routes, id))]) {
    if (pattern !== "/*") grow(root, pattern);
  }
  return (path) => find(root, segmentsOf(path), 0) ?? "unknown";
}

/** The pattern of one route, from its own path and its parents'. */
export function patternOf(routes: ServerBuild["routes"], id: string): string {
  const { path = "", parentId } = routes[id] ?? {};
  const parent = parentId === undefined ? "" : patternOf(routes, parentId).replace(/\/$/, "");
  return path === "" && parent !== "" ? parent : `${parent}/${path}`;
}

function grow(root: Branch, pattern: string): void {
  let branch = root;
  for (const segment of segmentsOf(pattern)) {
    if (segment === "*") {
      branch.rest = pattern;
      return;
    }
    const next = segment.startsWith(":") ? branch.any : branch.fixed.get(segment);
    const grown: Branch = next ?? { fixed: new Map() };
    if (segment.startsWith(":")) branch.any = grown;
    else branch.fixed.set(segment, grown);
    branch = grown;
  }
  branch.pattern = pattern;
}

/** As in the router, a fixed segment comes before one that may be anything. */
function find({ pattern, fixed, any, rest }: Branch, segments: string[], at: number): string | undefined {
  const segment = segments[at];
  if (segment === undefined) return pattern ?? rest;
  const exact = fixed.get(segment);
  return (exact && find(exact, segments, at + 1)) ?? (any && find(any, segments, at + 1)) ?? rest;
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}
