import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { describePortFault } from "./port-fault.ts";
import { answerUnread } from "./unread-requests.ts";

/** How long a request may take to arrive, and a stop to finish those in flight, in milliseconds. */
export type Timeouts = { headers: number; request: number; stop: number };

const patience: Timeouts = { headers: 10_000, request: 20_000, stop: 8_000 };

/** Longer than an ingress keeps its connections, so that it is never us who closes one that it is about to use. */
const keepAlive = 75_000;

/**
 * Serves HTTP on a port of every address. Whoever sends a request too slowly gets 408 and is cut off; the
 * handler answers that, too, and whatever else could not be read.
 *
 * @returns the port, and a close that takes no new requests and lets those in flight finish, as long as `stop` allows
 * @throws where the port is in use, with a message that names it and its variable
 */
export async function listen(
  handler: RequestListener,
  port: number,
  { headers, request, stop }: Timeouts = patience,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: Math.min(headers, 5_000),
      requireHostHeader: false, // we know our own address, and Node's refusal would be bare
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

async function close(server: Server, patience: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A connection that is kept alive has to go as soon as its last answer is out.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  const cutOff = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await closed;
  clearInterval(idle);
  clearTimeout(cutOff);
}
