import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createApiToken } from "../../server/api-tokens/api-tokens.ts";
import { createSupportClient, type SupportClient } from "../../server/client.ts";
import { createApp } from "../../server/http/app.ts";
import { test as withServices } from "./resources.ts";

/** vitest's `test` with the web server listening at `url`, without pages, and a `token` called 'nightly sync'. */
export const test = withServices
  .extend("url", { scope: "file" }, async ({ resources }, { onCleanup }) => {
    const build = () => Promise.reject(new Error("This server has no pages"));
    const server = createServer(createApp(resources, { build, assets: express.Router() }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onCleanup(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  })
  .extend("token", ({ db }) => createApiToken(db, "nightly sync"))
  .extend("client", ({ url, token }): SupportClient => createSupportClient({ url, token }));

type Answer = {
  result?: { data?: unknown };
  error?: { message: string; code: number; data: { code: string; fieldErrors?: Record<string, string> } };
};

/** A call as nobody's client makes it. */
export async function callRaw(url: string, path: string, init: RequestInit & { duplex?: "half" } = {}) {
  const response = await fetch(`${url}/api/trpc/${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, answer: parse(text) };
}

function parse(text: string): Answer {
  return (text === "" ? {} : JSON.parse(text)) as Answer;
}

/** A posted JSON body, by whoever holds the token. */
export function posted(token: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}
