import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import {
  createStaticHandler,
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  type StaticHandlerContext,
} from "@remix-run/router";
import type { RequestContext } from "./request-context.ts";

/** A rendered page, ready to be sent. */
export type Page = { status: number; headers: Headers; html: string };

/** What a request is answered with: a page, or a redirect, a file or a failure as Remix gives it. */
export type Answer = Page | Response;

export type Handler = (request: Request, context: AppLoadContext) => Promise<Answer>;

/** What Remix's components render a page from. Only its browser scripts, which our pages do not load, need `serializeError`. */
export type RenderedFrom = Omit<EntryContext, "serializeError">;

/** Remix's build, with what `app/entry.server.tsx` exports besides Remix's own handlers. */
export type PageBuild = ServerBuild & {
  entry: {
    module: {
      renderPage: (request: Request, source: RenderedFrom, server: RequestContext) => Promise<Page>;
    };
  };
};

/**
 * Reads one page: runs its route's loader and renders it, with Remix's own router and components. Remix's request
 * handler also does this, but streams the loader's data after the page for a script that our pages do not load, which
 * costs as much as rendering.
 *
 * @param build the root and one route, which has a page
 * @param id the id of that route
 * @returns a function that throws the reason of the request's signal when the client disconnects, and what rendering throws
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

/** The two routes as Remix's router needs them, and their modules as Remix's components do. */
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

/** What loaders threw, except responses such as 404. */
function failuresIn({ errors }: StaticHandlerContext): unknown[] {
  return Object.values(errors ?? {}).filter((error) => !isRouteErrorResponse(error));
}
