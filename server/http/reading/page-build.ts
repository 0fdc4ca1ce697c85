import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import type { Params } from "@remix-run/router";
import type { RequestContext } from "../pages/request-context.ts";

/** A rendered page, not yet sent. */
export type Page = { status: number; headers: Record<string, string | string[]>; html: string };

/** What the loader of a page can use of the request. To create a whole `Request` costs CPU, and no page needs one. */
export type PageRequest = Pick<Request, "method" | "url">;

/** The arguments of a loader. Only actions, and the loaders of routes without a page, get a whole `Request`. */
export type RouteArgs<Asked extends PageRequest = PageRequest> = {
  request: Asked;
  params: Params;
  context: AppLoadContext;
};

type ServerRoute = ServerBuild["routes"][string];

export type PageLoader = (args: RouteArgs) => unknown;

type PageRoute = ServerRoute & { module: { loader?: PageLoader } };

/** A route that only redirects or sends a file. */
type ResourceRoute = ServerRoute & { module: { default: undefined } };

/**
 * What Remix's components need to render a page. `serializeError` is left out: only Remix's browser scripts need it,
 * and our pages do not load them.
 */
export type RenderedFrom = Omit<EntryContext, "serializeError">;

/** Remix's build, whose entry module (`app/entry.server.tsx`) also exports `renderPage`. */
export type PageBuild = ServerBuild & {
  routes: Record<string, PageRoute | ResourceRoute>;
  entry: {
    module: { renderPage: (source: RenderedFrom, server: RequestContext) => Promise<Page> };
  };
};

/** Whether a route has a page. */
export function isPageRoute(route: PageRoute | ResourceRoute): route is PageRoute {
  return route.module.default !== undefined;
}

/** Returns the build with the root route and at most one other, because Remix compares a request with every route. */
export function onlyRoute<Build extends ServerBuild>(build: Build, id = "root"): Build {
  const pick = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([key]) => key === id || key === "root"));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}
