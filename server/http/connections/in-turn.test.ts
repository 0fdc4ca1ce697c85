import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test as base, vi } from "vitest";
import { inTurn } from "./in-turn.ts";

/** vitest's `test` with a server that collects the paths and responses of the requests it handles. */
const test = base.extend("server", async ({}, { onCleanup }) => {
  const handled: { path: string | undefined; response: ServerResponse }[] = [];
  const server = createServer(
    inTurn(({ url }, response) => {
      handled.push({ path: url, response });
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  onCleanup(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    open: () => connect((server.address() as AddressInfo).port, "127.0.0.1"),
    paths: () => handled.map(({ path }) => path),
    answer: (index: number) => handled[index]?.response.end(),
  };
});

/** Waits until exactly these requests have been handled. */
const untilHandled = (paths: () => unknown[], expected: string[]) =>
  expect.poll(paths, { timeout: 10_000, interval: 5 }).toEqual(expected);

const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

test("the requests of a connection are handled one after the other, and do not delay other connections", async ({
  server: { open, paths, answer },
}) => {
  const [one, other] = [open(), open()];

  one.write(request("/1") + request("/2") + request("/3"));
  await untilHandled(paths, ["/1"]);
  other.write(request("/other"));
  await untilHandled(paths, ["/1", "/other"]);
  answer(0);
  await untilHandled(paths, ["/1", "/other", "/2"]);
  answer(2);
  await untilHandled(paths, ["/1", "/other", "/2", "/3"]);
});

test("requests that wait are not handled when their client has disconnected", async ({
  server: { open, paths },
}) => {
  const [client, other] = [open(), open()];
  client.write(request("/1") + request("/2"));
  await untilHandled(paths, ["/1"]);

  client.destroy();

  other.write(request("/other"));
  await untilHandled(paths, ["/1", "/other"]);
});

test("a connection on which more than 100 requests wait is closed", async ({ server: { open, paths } }) => {
  const [few, many] = [open(), open()];
  const closed = vi.fn();
  few.on("close", closed);

  few.write(request("/few").repeat(101));
  many.write(request("/many").repeat(102));

  expect(await text(many)).toBe("");
  expect(closed).not.toHaveBeenCalled();
  expect(paths().toSorted()).toEqual(["/few", "/many"]);
});
