import { connect } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { expect } from "vitest";
import { createToken } from "../../../records/api-tokens.ts";
import { createApp } from "../../../../server/http/app.ts";
import { listen, type Timeouts } from "../../../../server/http/connections/listen.ts";
import { test as withPages } from "../../../fixtures/web.ts";

const patience: Timeouts = { headers: 300, request: 600, stop: 500 };
const heading = "Sorry, there is a problem with your request";

/** vitest's `test` that sends bytes to the console, and reads until it closes the connection. */
const test = withPages.extend("send", async ({ resources, pages }, { onCleanup }) => {
  const app = createApp(resources, { build: pages, assets: express.Router() });
  const { port, close } = await listen(app, 0, patience);
  onCleanup(close);
  return async (bytes: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(bytes);
    return text(socket);
  };
});

const long = "x".repeat(20_000);

test.for([
  ["no HTTP", 400, "hello\r\n\r\n"],
  ["HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["two lengths", 400, "POST /sign-out HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"],
  ["headers that are too long", 431, `GET / HTTP/1.1\r\nHost: console\r\nX-Long: ${long}\r\n\r\n`],
  ["an address that is too long", 431, `GET /${long} HTTP/1.1\r\nHost: console\r\n\r\n`],
  ["headers too slowly", 408, "GET / HTTP/1.1\r\nHost: console\r\nX-Slow: "],
  ["a form too slowly", 408, "POST /sign-out HTTP/1.1\r\nHost: console\r\nContent-Length: 9\r\n\r\na"],
  ["an address of another host", 400, "GET http://[::1/ HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["a port for an address", 400, "GET http://a:b/healthcheck HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["a fragment", 400, "GET //1?a#b@c HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["two hosts", 400, "GET / HTTP/1.1\r\nHost: console\r\nHost: other\r\nConnection: close\r\n\r\n"],
  ["what it expects of us", 417, "GET / HTTP/1.1\r\nHost: console\r\nExpect: x\r\nConnection: close\r\n\r\n"],
] as const)("a request with %s gets our own page: %i", async ([, status, bytes], { send }) => {
  const answer = await send(bytes);

  const [head = "", page = ""] = answer.split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^Connection: close$/m);
  expect(head).toMatch(/^Cache-Control: no-store$/m);
  expect(head).toMatch(/^Content-Security-Policy: default-src 'none';/m);
  expect(page).toContain(`${heading} - Manage school placements - GOV.UK</title>`);
  expect(page.trimEnd()).toMatch(/<\/html>$/);
});

test.for(["/healthcheck/ready", "/api/trpc/supportUsers.list", "/support/users", "/sign-out"])(
  "%s is answered once where the body turns out to be broken",
  async (path, { send }) => {
    const answer = await send(`POST ${path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nno length`);
    const asked = await send(`GET ${path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nno length`);

    expect([answer, asked].map((text) => text.match(/^HTTP\/1.1 \d+/gm))).toEqual([
      ["HTTP/1.1 400"],
      ["HTTP/1.1 400"],
    ]);
  },
);

test("bytes after a request with an unknown Expect header do not change its response", async ({ send }) => {
  expect(await send("GET / HTTP/1.1\r\nExpect: x\r\n\r\n\0\0\0\r\n\r\n")).toMatch(/^HTTP\/1.1 417 /);
});

test("invalid bytes after a request do not change its response", async ({ send }) => {
  const answer = await send("GET /sign-in HTTP/1.1\r\nHost: console\r\n\r\n\0\0\0\r\n\r\n");

  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
});

test.for([
  ["a broken body", "POST /sign-out HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nno length", [400]],
  ["an unfinished body", "POST /sign-out HTTP/1.1\r\nContent-Length: 9\r\n\r\na", [408]],
  ["a request and invalid bytes", "GET /nowhere HTTP/1.1\r\n\r\n\0\0\0\r\n\r\n", [404]],
  ["an unknown Expect header", "GET / HTTP/1.1\r\nExpect: x\r\nConnection: close\r\n\r\n", [417]],
  ["invalid bytes", "\0\0\0\r\n\r\n", []],
] as const)(
  "%s after a request that is still being answered gets its own response",
  async ([, bytes, later], { send }) => {
    const answer = await send(`GET /healthcheck/ready HTTP/1.1\r\n\r\n${bytes}`);

    const statuses = [...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses).toEqual([200, ...later]);
  },
);

test("procedures do not accept TRACE", async ({ resources, send }) => {
  const authorization = `Authorization: Bearer ${await createToken(resources.db, "nightly sync")}`;
  const head = `TRACE /api/trpc/supportUsers.list HTTP/1.1\r\n${authorization}\r\nConnection: close\r\n\r\n`;

  expect(await send(head)).toMatch(/^HTTP\/1.1 405 .*"METHOD_NOT_SUPPORTED"/s);
});

test("a request does not need a Host header", async ({ send }) => {
  expect(await send("GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(/^HTTP\/1.1 200 /);
});
