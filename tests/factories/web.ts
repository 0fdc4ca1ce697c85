import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";
import { createApp } from "../../server/http/app.ts";
import type { Resources } from "../../server/resources.ts";
import { createSessionCookie } from "../../server/sign-in/sessions/session-cookie.ts";
import { closeServer } from "../setup/close-server.ts";
import { loadPages } from "../setup/pages.ts";
import { test as withServices } from "./resources.ts";

/** The web server of a test: `visit` is a browser's request, or whatever else `init` makes of it. */
export type Web = { url: string; visit: (path: string, init?: Visit) => Promise<Response> };

type Visit = RequestInit & { sessionId?: string; form?: Record<string, string> };

/** vitest's `test` with the whole web server, as `serve` starts it for some resources. */
export const test = withServices
  .extend("pages", { scope: "file" }, async ({}, { onCleanup }) => {
    const { build, close } = await loadPages();
    onCleanup(close);
    return build;
  })
  .extend("serve", ({ pages }, { onCleanup }) => {
    const servers: Server[] = [];
    onCleanup(async () => {
      for (const server of servers) await closeServer(server);
    });
    return async (resources: Resources, build: ServerBuild = pages): Promise<Web> => {
      const server = createServer(createApp(resources, { build, assets })).listen(0, "127.0.0.1");
      servers.push(server);
      await once(server, "listening");
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return { url, visit: (path, init) => visit(resources, url, path, init) };
    };
  })
  .extend("web", ({ serve, resources }) => serve(resources));

/** Nothing but pages is asked for here. */
const assets: RequestHandler = (_request, _response, next) => {
  next();
};

async function visit(resources: Resources, url: string, path: string, init: Visit = {}): Promise<Response> {
  const { sessionId, form, ...rest } = init;
  const headers = new Headers(rest.headers);
  if (sessionId !== undefined) {
    const cookie = await createSessionCookie(resources.environment.PUBLIC_URL).serialize(sessionId);
    headers.set("Cookie", cookie.split(";")[0] ?? "");
  }
  const body = form && new URLSearchParams(form);
  return fetch(url + path, { ...(body && { method: "POST", body }), ...rest, headers, redirect: "manual" });
}

/** What a page says: its heading, and its title. */
export async function readPage(
  response: Response,
): Promise<{ status: number; heading: string; text: string }> {
  const text = await response.text();
  const [, heading = ""] = /<h1[^>]*>(?:<span[^>]*>.*?<\/span>)?(.*?)<\/h1>/s.exec(text) ?? [];
  return { status: response.status, heading, text };
}
