import { once } from "node:events";
import { createServer, type ListenOptions, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describePortFault } from "../../server/http/connections/port-fault.ts";
import { LocalError } from "../local-error.js";

/** A port, the variable that chooses it, and the address to listen on: every address without one. */
export type Port = { port: number; variable: string; address?: string };

/**
 * Reads a port from a variable's value.
 *
 * @param lowest 0 where the system may choose the port
 * @throws {LocalError} naming the variable when the value is not a port
 */
export function parsePort(variable: string, text: string, lowest = 1): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= lowest && port <= 65_535) return port;
  throw new LocalError(`${variable} must be a port from ${lowest} to 65535, not '${text}'.`);
}

/** Starts to listen. Returns the system's error code when the port cannot be used, and null when it can. */
export async function listen(server: Server, options: ListenOptions): Promise<string | null> {
  try {
    await once(server.listen(options), "listening");
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/**
 * Makes sure that a port is free.
 *
 * @param patience how long the port may take to become free, in milliseconds; 0 tries once
 * @throws {LocalError} naming the port and its variable (specification, section 9, Ports and data)
 */
export async function requireFreePort({ port, variable, address }: Port, patience = 0): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const probe = createServer();
    const fault = await listen(probe, { port, host: address, exclusive: true });
    if (fault === null) {
      await once(probe.close(), "close");
      return;
    }
    if (fault !== "EADDRINUSE" || Date.now() >= deadline) {
      throw new LocalError(describePortFault(port, variable, fault));
    }
    await delay(100);
  }
}
