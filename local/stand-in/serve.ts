import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LocalError } from "../local-error.ts";

/** A listening stand-in: where it can be reached, and how to end it. */
export type Serving = { url: string; stop: () => Promise<void> };

// `localhost` means ::1 to some callers and 127.0.0.1 to others: both must be answered.
const loopback = ["127.0.0.1", "::1"];
const noSuchAddress = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/**
 * Serves a stand-in on this machine's own addresses only.
 *
 * @param port 0 lets the system choose
 * @param variable the environment variable that chooses the port, for the message
 * @throws {LocalError} naming the port and the variable when the port cannot be used (SPEC §9)
 */
export async function serve(handler: RequestListener, port: number, variable: string): Promise<Serving> {
  const servers: Server[] = [];
  let chosen = port;
  for (const address of loopback) {
    const server = createServer(handler);
    const fault = await listen(server, chosen, address);
    if (fault === null) {
      servers.push(server);
      chosen = (server.address() as AddressInfo).port;
    } else if (servers.length === 0 || !noSuchAddress.has(fault)) {
      await Promise.all(servers.map(close));
      throw new LocalError(portFault(chosen, variable, fault));
    }
  }
  return {
    url: `http://localhost:${chosen}`,
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function portFault(port: number, variable: string, fault: string): string {
  if (fault === "EADDRINUSE")
    return `Port ${port} is in use. Stop what uses it or set ${variable} to another.`;
  return `Port ${port} cannot be used (${fault}). Set ${variable} to another port.`;
}

function listen(server: Server, port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ port, host }, () => {
      resolve(null);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    // A request that is still waiting for its answer must not hold up the end.
    server.closeAllConnections();
  });
}
