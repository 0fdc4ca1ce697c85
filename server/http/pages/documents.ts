import type { AppLoadContext, EntryContext, ServerBuild } from "@remix-run/node";
import {
  createStaticHandler,
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  type StaticHandlerContext,
} from "@remix-run/router";

/** Answers a request with what Remix makes of it. */
export type Handler = (request: Request, context: AppLoadContext) => Promise<Response>;

/**
 * Answers whoever reads a page: runs its route's loader and renders it, with Remix's own router and components. Remix's
 * request handler does that, too, but also writes the loader's data into a stream, for a script in the browser that our
 * pages do without; that costs as much as rendering the page.
 *
 * @param build the root and one route, which has a page
 * @param id the route's
 */
export function createDocuments(build: ServerBuild, id: string): Handler {
  const { handler, routeModules } = prepare(build, id);
  const { default: render, handleError } = build.entry.module;
  const show = async (request: Request, context: AppLoadContext) => {
    const read = await handler.query(request, { requestContext: context });
    if (read instanceof Response) return read;
    for (const error of failuresIn(read)) handleError?.(error, { request, context, params: {} });
    // All that `entry.server` and Remix's components ask for: the rest is for the script in the browser.
    const entry: Partial<EntryContext> = {
      manifest: build.assets,
      routeModules,
      staticHandlerContext: read,
      future: build.future,
      isSpaMode: build.isSpaMode,
    };
    return render(request, read.statusCode, new Headers(), entry as EntryContext, context);
  };
  return async (request, context) => {
    try {
      return await show(request, context);
    } catch (error) {
      // Whoever asked has left, or rendering failed: told as Remix's request handler tells it.
      handleError?.(error, { request, context, params: {} });
      return new Response(null, { status: 500 });
    }
  };
}

/** The two routes as Remix's router knows them, and as Remix's components do. */
function prepare({ routes }: ServerBuild, id: string) {
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
  return { handler, routeModules: { root: root.module, [id]: route.module } as EntryContext["routeModules"] };
}

function contextOf({ context }: LoaderFunctionArgs<AppLoadContext>): AppLoadContext {
  if (context === undefined) throw new Error("A loader was called without its context");
  return context;
}

/** What loaders threw that is no answer, such as 404. */
function failuresIn({ errors }: StaticHandlerContext): unknown[] {
  return Object.values(errors ?? {}).filter((error) => !isRouteErrorResponse(error));
}
