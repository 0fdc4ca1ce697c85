import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { describePortFault } from "./port-fault.ts";
import { answerUnread } from "./unread-requests.ts";

/** How long the headers and the whole of a request may take to arrive, and requests in flight at a stop; in milliseconds. */
export type Timeouts = { headers: number; request: number; stop: number };

const defaultTimeouts: Timeouts = { headers: 10_000, request: 20_000, stop: 8_000 };

/** Longer than an ingress keeps idle connections: we must not close one that it is about to use. In milliseconds. */
const keepAlive = 75_000;

/**
 * Serves HTTP on a port of every network interface. The handler also answers what cannot be read as a request: one that
 * arrives too slowly gets 408, and its connection is closed.
 *
 * @returns the port, and a close that takes no new requests and lets those in flight finish within `timeouts.stop`
 * @throws an error that names the port and its variable if the port is in use
 */
export async function listen(
  handler: RequestListener,
  port: number,
  { headers, request, stop }: Timeouts = defaultTimeouts,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: Math.min(headers, 5_000),
      requireHostHeader: false, // we know our own address, and Node would refuse without an error page
    },
    handler,
  );
  answerUnread(server, handler);
  try {
    await once(server.listen(port), "listening");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    error.message = describePortFault(port, "PORT", error.code);
    throw error;
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () => close(server, stop),
  };
}

async function close(server: Server, timeout: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // Closes each keep-alive connection soon after its last response.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, timeout);
  await closed;
  clearInterval(idle);
  clearTimeout(cutOff);
}
