import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describePortFault } from "../../server/http/connections/port-fault.ts";
import { LocalError } from "../local-error.js";
import { listen, type Port } from "../processes/ports.ts";

/** A stand-in that is listening. */
export type Serving = { url: string; stop: () => Promise<void> };

// Some clients resolve `localhost` to ::1, others to 127.0.0.1.
const loopback = ["127.0.0.1", "::1"];
const noSuchAddress = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];

/**
 * Starts an HTTP server for a stand-in, on this machine's loopback addresses only.
 *
 * @param port with 0, the system chooses a free port
 * @throws {LocalError} with port and variable, if the port cannot be used (specification, section 9, Ports and data)
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
    server.closeAllConnections(); // otherwise, `close` would wait for requests without a response
  });
}
