// A: the floor. Plain `node:http` and strings: the least that a server can do. It takes our page, at `MODEL_URL`, and
// fills it again for each request.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { takeApart } from "./floor-page.ts";
import { listenForBench } from "./listen.ts";
import { openReader } from "./queries.ts";

const reader = openReader(process.env["DATABASE_URL"] ?? "");
const buildPage = await takeModel(process.env["MODEL_URL"] ?? "");

async function takeModel(url: string) {
  const html = await (await fetch(url, { headers: { cookie: process.env["MODEL_COOKIE"] ?? "" } })).text();
  return takeApart(html, await reader.readUsers(organisationIn(new URL(url).pathname) ?? "", 1));
}

function organisationIn(path: string): string | undefined {
  return /^\/support\/organisations\/([^/]+)\/users$/.exec(path)?.[1];
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const organisationId = organisationIn(request.url ?? "");
  if (organisationId === undefined || !(await reader.isSignedIn(request.headers.cookie))) {
    response.writeHead(404).end();
    return;
  }
  const body = Buffer.from(buildPage(await reader.readUsers(organisationId, 1)));
  response
    .writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Length": body.length })
    .end(body);
}

listenForBench(createServer((request, response) => void answer(request, response)));
