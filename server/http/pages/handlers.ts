import {
  type ActionFunctionArgs,
  createRequestHandler,
  type LoaderFunctionArgs,
  type ServerBuild,
} from "@remix-run/node";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { createPatternMatcher, patternOf } from "../route-patterns.ts";
import { createReader, type Handler, type PageBuild } from "./reader.ts";

/** The built pages; in development, a function that returns the pages as they are at the moment. */
export type Build = PageBuild | (() => Promise<ServerBuild>);

/**
 * Returns a function that responds to requests for pages. Remix compares each request with all routes, several times,
 * which is slow. So this finds the route by the path, and gives Remix a build with that route only.
 *
 * @param mode the value of `NODE_ENV`
 */
export function createHandler(build: Build, mode: string): Handler {
  if (typeof build === "function") {
    return createRemixHandler(async () => reportUnavailable(await build()), mode); // in development, routes may change
  }
  const reporting = reportUnavailable(build);
  const handleAny = createRemixHandler(reporting, mode);
  const ids = Object.keys(build.routes).filter((id) => id !== "root");
  const handlers = new Map(
    ids.map((id) => [patternOf(build.routes, id), createRouteHandler(only(id, reporting), id, mode)]),
  );
  const match = createPatternMatcher([...handlers.keys()]);
  return (request, context) => {
    const pattern = match(new URL(request.url).pathname);
    const handle = (pattern !== undefined && handlers.get(pattern)) || handleAny;
    return handle(request, context);
  };
}

/** Returns a handler for one route. Remix's own request handler handles POST requests, and routes that have no page. */
function createRouteHandler(build: PageBuild, id: string, mode: string): Handler {
  const handle = createRemixHandler(build, mode);
  if (build.routes[id]?.module.default === undefined) return handle;
  const read = createReader(build, id);
  return (request, context) => (request.method === "POST" ? handle : read)(request, context);
}

/** Wraps Remix's request handler: if the response is an HTML page, reads its whole body into `html`. */
function createRemixHandler(build: ServerBuild | (() => Promise<ServerBuild>), mode: string): Handler {
  const handle = createRequestHandler(build, mode);
  return async (request, context) => {
    const response = await handle(request, context);
    const { status, headers } = response;
    const isPage = headers.get("Content-Type")?.startsWith("text/html") === true;
    return isPage ? { status, headers, html: await response.text() } : response;
  };
}

/** Returns the build with only one route and the root route. */
function only(id: string, build: PageBuild): PageBuild {
  const pick = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([key]) => key === id || key === "root"));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}

/**
 * Makes loaders and actions throw a 503 response while the database or DfE Sign-in is unavailable (specification,
 * section 2).
 */
function reportUnavailable<Build extends ServerBuild>(build: Build): Build {
  const routes: ServerBuild["routes"] = {};
  for (const [id, { module, ...route }] of Object.entries(build.routes)) {
    const { loader, action } = module;
    const reporters = { loader: loader && reporting(loader), action: action && reporting(action) };
    routes[id] = { ...route, module: { ...module, ...reporters } };
  }
  return { ...build, routes };
}

function reporting<Args extends LoaderFunctionArgs | ActionFunctionArgs, Result>(
  run: (args: Args) => Result,
) {
  return async (args: Args): Promise<Awaited<Result>> => {
    try {
      return await run(args);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      args.context.server.logFailure(error);
      throw new Response(null, { status: 503 });
    }
  };
}
