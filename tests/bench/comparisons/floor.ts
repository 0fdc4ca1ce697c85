// A: the floor. Plain `node:http` and strings: the least that a server can do.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { floorPage } from "./floor-page.ts";
import { openReader } from "./queries.ts";

const reader = openReader(process.env["DATABASE_URL"] ?? "");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, organisationId] = /^\/support\/organisations\/([^/]+)\/users$/.exec(request.url ?? "") ?? [];
  if (organisationId === undefined || !(await reader.isSignedIn(request.headers.cookie))) {
    response.writeHead(404).end();
    return;
  }
  const body = Buffer.from(floorPage(await reader.readUsers(organisationId, 1)));
  response
    .writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Length": body.length })
    .end(body);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(process.env["PORT"]), () => process.send?.("ready"));
process.once("SIGTERM", () => process.exit());
process.once("disconnect", () => process.exit());
