import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import express from "express";
import type { AppLoadContext, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import type { Resources } from "../../server/resources.ts";
import { createApp } from "../../server/http/app.ts";
import { closeServer } from "../setup/close-server.ts";

type Module = { default?: unknown; loader?: (args: LoaderFunctionArgs) => unknown; action?: () => unknown };

/** Pages in place of the built ones: each answers with its status, so that what is around them can be tested. */
function createBuild(): ServerBuild {
  const build = {
    entry: {
      module: {
        default: (
          _request: Request,
          status: number,
          headers: Headers,
          _context: unknown,
          { server }: AppLoadContext,
        ) => {
          server.page = `status ${status}`;
          headers.set("Content-Type", "text/html");
          return new Response(null, { status, headers });
        },
        handleError: () => undefined,
      },
    },
    routes: {
      root: { id: "root", path: "", module: page },
      list: route("list", "support/organisations", { loader: () => null, action: () => null }),
      problem: route("problem", "problem/:status", {
        loader: ({ params }) => {
          throw new Response(null, { status: Number(params["status"]) });
        },
      }),
    },
    assets: { entry: { imports: [], module: "/entry.js" }, routes: {}, url: "/manifest.js", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    future: { v3_singleFetch: true },
    isSpaMode: false,
  };
  return build as unknown as ServerBuild;
}

const page: Module = { default: () => null };

function route(id: string, path: string, module: Module) {
  return { id, parentId: "root", path, module: { ...page, ...module } };
}

/** The real web server on a port of its own, around those pages. */
export async function startSite(resources: Resources): Promise<{ url: string; stop: () => Promise<void> }> {
  const assets = express.static(join(import.meta.dirname, "no-assets"));
  const app = createApp(resources, { build: createBuild(), assets });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => closeServer(server),
  };
}
