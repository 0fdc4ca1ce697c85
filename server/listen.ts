import { once } from "node:events";
import type { Server } from "node:http";

/**
 * Listens on a port of every address.
 *
 * @returns a close that takes no new requests and waits for those in flight
 * @throws where the port is in use, with a message that names it and its variable
 */
export async function listen(server: Server, port: number): Promise<{ close: () => Promise<void> }> {
  try {
    await once(server.listen(port), "listening");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    error.message = `Port ${port} is in use. Stop what uses it or set PORT to another.`;
    throw error;
  }
  return {
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
