import { once } from "node:events";
import { createServer, type ListenOptions, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describePortFault } from "../../server/http/connections/port-fault.ts";
import { LocalError } from "../local-error.js";

/** A port, the variable that sets it, and the IP address to listen on; all addresses if that is undefined. */
export type Port = { port: number; variable: string; address?: string };

/**
 * Parses the value of a variable as a port.
 *
 * @param lowest the lowest value allowed; 0 means that the system chooses a free port
 * @throws {LocalError} if the value is not a port; the message contains the variable
 */
export function parsePort(variable: string, text: string, lowest = 1): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= lowest && port <= 65_535) return port;
  throw new LocalError(`${variable} must be a port from ${lowest} to 65535, not '${text}'.`);
}

/** Makes the server listen. Returns null, or the system's error code if the port cannot be used. */
export async function listen(server: Server, options: ListenOptions): Promise<string | null> {
  try {
    await once(server.listen(options), "listening");
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/**
 * Waits until a port is free.
 *
 * @param patience the longest wait in milliseconds; with 0, it tries once
 * @throws {LocalError} with port and variable, if it is not free (specification, section 9, Ports and data)
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
