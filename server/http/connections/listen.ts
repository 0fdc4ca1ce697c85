import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { inTurn } from "./in-turn.ts";
import { describePortFault } from "./port-fault.ts";
import { answerUnread } from "./unread-requests.ts";

/**
 * The longest times, in milliseconds: for a request's `headers` to arrive, for the whole `request` to arrive, and for
 * requests in flight to finish at a `stop`.
 */
export type Timeouts = { headers: number; request: number; stop: number };

const defaultTimeouts: Timeouts = { headers: 10_000, request: 20_000, stop: 8_000 };

/**
 * How long an idle connection stays open, in milliseconds. Longer than an ingress keeps idle connections: otherwise we
 * could close a connection just when the ingress sends a request on it.
 */
const keepAlive = 75_000;

/**
 * Serves HTTP on a port of every network interface. The handler also responds to requests that Node cannot parse or
 * that arrive too slowly (408); their connections are closed.
 *
 * @returns the port, and a function that accepts no new requests and lets those in flight finish within `timeouts.stop`
 * @throws an error that names the port and its environment variable if the port is in use
 */
export async function listen(
  handler: RequestListener,
  port: number,
  { headers, request, stop }: Timeouts = defaultTimeouts,
): Promise<{ port: number; close: () => Promise<void> }> {
  const handleInTurn = inTurn(handler);
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      keepAliveTimeout: keepAlive,
      connectionsCheckingInterval: Math.min(headers, 5_000),
      requireHostHeader: false, // we do not need this header, and Node would refuse the request without an error page
    },
    handleInTurn,
  );
  answerUnread(server, handler, handleInTurn);
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
  // Closes keep-alive connections soon after their last response; the server would otherwise wait for them.
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
