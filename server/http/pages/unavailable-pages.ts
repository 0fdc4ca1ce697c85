import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { isUnavailable } from "../../procedures/unavailable.ts";

/** Makes every page 503 while the database or DfE Sign-in is unavailable (specification, section 2). */
export function reportUnavailable<Build extends ServerBuild>(build: Build): Build {
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
