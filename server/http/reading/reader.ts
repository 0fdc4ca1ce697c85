import { isRouteErrorResponse, type Params, type StaticHandlerContext } from "@remix-run/router";
import type { RequestContext } from "../pages/request-context.ts";
import { load, type Outcome, refusedWith } from "./outcome.ts";
import { isPageRoute, onlyRoute, type Page, type PageBuild } from "./page-build.ts";

/** A GET or HEAD request for a page, whose route has been found. */
export type PageVisit = {
  url: URL;
  method: string;
  params: Params;
  server: RequestContext;
  /** Whether the client has disconnected. Then nothing is rendered, and an error is not logged. */
  isAbandoned: () => boolean;
};

export type Reader = (visit: PageVisit) => Promise<Page | Response | null>;

/**
 * Returns a function that responds to GET for one page: it runs the route's loader and renders the page, with Remix's
 * components. Remix's request handler does more: it creates a `Request`, matches it with all routes several times, and
 * streams the loader's data after the page for a script that our pages do not load. That takes longer than rendering.
 *
 * @param id the id of a route that has a page
 * @returns a function that returns the page or a redirect, or null for a client that disconnected; it throws what
 *   rendering throws
 */
export function createReader(build: PageBuild, id: string): Reader {
  const route = build.routes[id];
  if (route === undefined || !isPageRoute(route)) throw new Error(`There is no page ${id}`);
  const { loader, handle } = route.module;
  const render = createRenderer(build, id);
  return async ({ url, method, params, server, isAbandoned }) => {
    const args = { request: { url: url.href, method }, params, context: { server } };
    const outcome = await load(loader, args);
    if (outcome instanceof Response) return outcome;
    if (isAbandoned()) return null;
    if ("error" in outcome && !isRouteErrorResponse(outcome.error)) server.logFailure(outcome.error);
    return render(
      { pathname: url.pathname, search: url.search, params, route: { id, handle } },
      outcome,
      server,
    );
  };
}

/** Returns a function that renders the error page for a status. It has no session, and so no navigation. */
export function createProblemReader(build: PageBuild) {
  const render = createRenderer(build);
  return (status: number, server: RequestContext): Promise<Page> =>
    render({ pathname: "/", search: "", params: {} }, refusedWith(status), server);
}

/** Where a page is, as Remix's hooks describe it. */
type Place = {
  pathname: string;
  search: string;
  params: Params;
  route?: { id: string; handle: unknown };
};

function createRenderer(build: PageBuild, id?: string) {
  const { assets, routes, future, isSpaMode } = onlyRoute(build, id);
  const routeModules = Object.fromEntries(Object.entries(routes).map(([key, { module }]) => [key, module]));
  return (place: Place, outcome: Outcome, server: RequestContext): Promise<Page> => {
    const staticHandlerContext = contextOf(place, outcome);
    const source = { manifest: assets, routeModules, staticHandlerContext, future, isSpaMode };
    return build.entry.module.renderPage(source, server);
  };
}

/** Describes a page as Remix's router does after it has run the loaders. Only the root route has an error page. */
function contextOf({ pathname, search, params, route }: Place, outcome: Outcome): StaticHandlerContext {
  const root = { params, pathname: "/", pathnameBase: "/", route: { id: "root", path: "" } };
  const page = route && { params, pathname, pathnameBase: pathname, route };
  const failed = "error" in outcome;
  return {
    basename: "/",
    location: { pathname, search, hash: "", state: null, key: "default" },
    matches: page ? [root, page] : [root],
    loaderData: failed || route === undefined ? {} : { [route.id]: outcome.data },
    actionData: null,
    errors: failed ? { root: outcome.error } : null,
    statusCode: outcome.status,
    loaderHeaders: failed && outcome.headers && route ? { [route.id]: outcome.headers } : {},
    actionHeaders: {},
    activeDeferreds: null,
  };
}
