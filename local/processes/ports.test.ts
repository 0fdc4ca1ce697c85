import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import { LocalError } from "../local-error.js";
import { requireFreePort } from "./ports.ts";

async function occupy() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, free: () => once(server.close(), "close") };
}

it("names a port in use and its variable, and is content once it is free", async () => {
  const { port, free } = await occupy();
  const needed = { port, variable: "SIGN_IN_PORT", address: "127.0.0.1" };
  const message = `Port ${port} is in use. Stop what uses it or set SIGN_IN_PORT to another.`;
  await expect(requireFreePort(needed)).rejects.toThrow(new LocalError(message));
  await free();
  await expect(requireFreePort(needed)).resolves.toBeUndefined();
});

it("waits for a port that is about to be free", async () => {
  const { port, free } = await occupy();
  const waiting = requireFreePort({ port, variable: "PORT", address: "127.0.0.1" }, 60_000);
  await free();
  await expect(waiting).resolves.toBeUndefined();
});
