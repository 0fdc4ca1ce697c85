import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { LocalError } from "../local-error.js";
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

it("names the port and the variable when the port is in use", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const attempt = serve(() => undefined, { ...anyPort, port });
  await expect(attempt).rejects.toThrow(
    new LocalError(`Port ${port} is in use. Stop what uses it or set SOME_PORT to another.`),
  );
  other.close();
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
