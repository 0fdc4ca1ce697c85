import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { isUnavailable } from "../../procedures/unavailable.ts";

type Route = ServerBuild["routes"][string];

/** Makes every page 503 while the database or DfE Sign-in is unavailable (specification, section 2). */
export function reportUnavailable<Build extends ServerBuild>(build: Build): Build {
  const routes: [string, Route][] = Object.entries(build.routes).map(([id, route]) => [
    id,
    reportUnavailableIn(route),
  ]);
  return { ...build, routes: Object.fromEntries(routes) };
}

function reportUnavailableIn({ module, ...route }: Route): Route {
  const { loader, action } = module;
  return {
    ...route,
    module: { ...module, loader: loader && reporting(loader), action: action && reporting(action) },
  };
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
