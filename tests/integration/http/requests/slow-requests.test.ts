import { EventEmitter, once } from "node:events";
import { get, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { listen, type Timeouts } from "../../../../server/http/connections/listen.ts";

const patience: Timeouts = { headers: 200, request: 400, stop: 500 };

function open(port: number): Socket {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => {
    socket.destroy();
  });
  return socket;
}

test("a client that sends too slowly is disconnected", async () => {
  const { port, close } = await listen((request) => request.resume(), 0, { ...patience, stop: 10 });
  const socket = open(port);
  socket.write("POST / HTTP/1.1\r\nHost: console\r\nContent-Length: 10\r\n\r\nab");
  socket.end();

  expect(await text(socket)).toBe("");
  await close();
});

test("a stop lets open requests finish, and takes no new ones", async () => {
  const server = new EventEmitter<{ request: [ServerResponse] }>();
  const begun = once(server, "request");
  const { port, close } = await listen(
    (_request, response) => {
      server.emit("request", response);
    },
    0,
    { ...patience, stop: 10_000 },
  );
  const answered = once(get({ port, agent: false }), "response");
  const [held] = (await begun) as [ServerResponse];

  const closed = close();
  await expect(once(open(port), "connect")).rejects.toThrow("ECONNREFUSED");
  held.end("done");
  const [response] = (await answered) as [NodeJS.ReadableStream];

  expect(await text(response)).toBe("done");
  await closed;
});

test("an idle connection does not delay a stop", async () => {
  const { port, close } = await listen((_request, response) => response.end("done"), 0, {
    ...patience,
    stop: 10_000,
  });
  const socket = open(port);
  socket.write("GET / HTTP/1.1\r\nHost: console\r\n\r\n");
  await once(socket, "data");
  const ended = once(socket, "end");

  await close();

  expect(await ended).toEqual([]);
});

test("a request that does not end is cut off after the stop time-out", async () => {
  const server = new EventEmitter();
  const begun = once(server, "request");
  const { port, close } = await listen(
    () => {
      server.emit("request");
    },
    0,
    patience,
  );
  const request = get({ port, agent: false });
  const failed = once(request, "error");
  await begun;

  await close();

  expect(await failed).toMatchObject([{ code: "ECONNRESET" }]);
});
