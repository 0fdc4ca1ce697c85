import { expect, it } from "vitest";
import { occupyPort } from "../../tests/setup/occupied-port.ts";
import { LocalError } from "../local-error.js";
import { requireFreePort } from "./ports.ts";

it("names a port in use and its variable, until it is free", async () => {
  const { port, free } = await occupyPort();
  const needed = { port, variable: "SIGN_IN_PORT", address: "127.0.0.1" };
  const message = `Port ${port} is in use. Stop what uses it or set SIGN_IN_PORT to another.`;
  await expect(requireFreePort(needed)).rejects.toThrow(new LocalError(message));
  await free();
  await expect(requireFreePort(needed)).resolves.toBeUndefined();
});

it("waits for a port to become free", async () => {
  const { port, free } = await occupyPort();
  const waiting = requireFreePort({ port, variable: "PORT", address: "127.0.0.1" }, 60_000);
  await free();
  await expect(waiting).resolves.toBeUndefined();
});
