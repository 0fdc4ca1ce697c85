import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describePortFault } from "../../server/http/connections/port-fault.ts";
import { LocalError } from "../local-error.js";
import { listen, type Port } from "../processes/ports.ts";

/** A listening stand-in. */
export type Serving = { url: string; stop: () => Promise<void> };

// `localhost` is ::1 to some clients and 127.0.0.1 to others.
const loopback = ["127.0.0.1", "::1"];
const noSuchAddress = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];

/**
 * Serves a stand-in on this machine's loopback addresses only.
 *
 * @param port 0 lets the system choose
 * @throws {LocalError} naming the port and its variable when the port cannot be used (specification, section 9, Ports and data)
 */
export async function serve(handler: RequestListener, { port, variable }: Port): Promise<Serving> {
  const servers: Server[] = [];
  const stop = async () => {
    await Promise.all(servers.map(close));
  };
  for (const host of loopback) {
    const server = createServer(handler);
    const fault = await listen(server, { port, host });
    if (fault === null) {
      servers.push(server);
      port = (server.address() as AddressInfo).port;
    } else if (servers.length === 0 || !noSuchAddress.includes(fault)) {
      await stop();
      throw new LocalError(describePortFault(port, variable, fault));
    }
  }
  return { url: `http://localhost:${port}`, stop };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections(); // a request without an answer yet must not delay the end
  });
}
