import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import {
  createStaticHandler,
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  type StaticHandlerContext,
} from "@remix-run/router";
import type { RequestContext } from "./request-context.ts";

/** A rendered page, not yet sent. */
export type Page = { status: number; headers: Headers; html: string };

/** What a handler returns: a page; or Remix's response, such as a redirect, a file or an error. */
export type Answer = Page | Response;

export type Handler = (request: Request, context: AppLoadContext) => Promise<Answer>;

/**
 * What Remix's components need to render a page. `serializeError` is left out: only Remix's browser scripts need it,
 * and our pages do not load them.
 */
export type RenderedFrom = Omit<EntryContext, "serializeError">;

/** Remix's build, whose entry module (`app/entry.server.tsx`) also exports `renderPage`. */
export type PageBuild = ServerBuild & {
  entry: {
    module: {
      renderPage: (request: Request, source: RenderedFrom, server: RequestContext) => Promise<Page>;
    };
  };
};

/**
 * Returns a function that responds to GET for one page: it runs the route's loader and renders the page, with Remix's
 * own router and components. Remix's request handler does more: it streams the loader's data after the page for a
 * script that our pages do not load, which takes as long as rendering.
 *
 * @param build the root and one route, which has a page
 * @param id the id of that route
 * @returns a function that throws what rendering throws, and the request's `signal.reason` if the client disconnects
 */
export function createReader(build: PageBuild, id: string): Handler {
  const { handler, routeModules } = prepare(build, id);
  const { assets: manifest, future, isSpaMode } = build;
  return async (request, context) => {
    const read = await handler.query(request, { requestContext: context });
    if (read instanceof Response) return read;
    for (const error of failuresIn(read)) context.server.logFailure(error);
    const source = { manifest, routeModules, staticHandlerContext: read, future, isSpaMode };
    return build.entry.module.renderPage(request, source, context.server);
  };
}

/** Prepares the root and the route for Remix's router, and their modules for Remix's components. */
function prepare({ routes }: PageBuild, id: string) {
  const { root, [id]: route } = routes;
  if (root === undefined || route === undefined) throw new Error(`There is no route ${id}`);
  const { loader, handle } = route.module;
  const load =
    loader && ((args: LoaderFunctionArgs<AppLoadContext>) => loader({ ...args, context: contextOf(args) }));
  const leaf = { id, path: route.path, handle, loader: load };
  const children = [route.index ? { ...leaf, index: true as const } : leaf];
  const handler = createStaticHandler([{ id: "root", path: "", hasErrorBoundary: true, children }], {
    future: { v7_relativeSplatPath: true, v7_throwAbortReason: true },
  });
  return { handler, routeModules: { root: root.module, [id]: route.module } };
}

function contextOf({ context }: LoaderFunctionArgs<AppLoadContext>): AppLoadContext {
  if (context === undefined) throw new Error("A loader was called without its context");
  return context;
}

/** Returns the errors that loaders threw, without thrown responses such as 404. */
function failuresIn({ errors }: StaticHandlerContext): unknown[] {
  return Object.values(errors ?? {}).filter((error) => !isRouteErrorResponse(error));
}
