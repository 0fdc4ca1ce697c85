import { EventEmitter, once } from "node:events";
import { expect, it } from "vitest";
import { occupyPort } from "../../tests/setup/occupied-port.ts";
import { serve } from "./serve.ts";

const anyPort = { port: 0, variable: "SOME_PORT" };

it("listens on localhost and on 127.0.0.1", async () => {
  const serving = await serve((_request, response) => response.end("here"), anyPort);
  const named = await fetch(serving.url);
  const numbered = await fetch(serving.url.replace("localhost", "127.0.0.1"));
  expect([await named.text(), await numbered.text()]).toEqual(["here", "here"]);
  expect(serving.url).toMatch(/^http:\/\/localhost:\d+$/);
  await serving.stop();
});

it("refuses a port in use", async () => {
  const { port, free } = await occupyPort();
  await expect(serve(() => undefined, { ...anyPort, port })).rejects.toThrow(`Port ${port} is in use`);
  await free();
});

it("stops at once, even when a request has no answer yet", async () => {
  const events = new EventEmitter();
  const asked = once(events, "asked");
  const serving = await serve(() => events.emit("asked"), anyPort);
  const failed = expect(fetch(serving.url)).rejects.toThrow();
  await asked;
  await serving.stop();
  await failed;
});
