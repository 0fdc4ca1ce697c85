import type { RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How many requests of a connection can wait. Clients that send several at once are rare, and send a few. */
const mostWaiting = 100;

/** The newest response of a connection, and how many requests wait for their turn. */
type Line = { last: ServerResponse; waiting: number };

/**
 * Returns a handler that handles the requests of a connection one after the other, and closes a connection on which too
 * many wait (specification, section 9, Hostile requests). Node itself would pass on all requests that a client has sent
 * at once, and other connections would wait until all of them are handled.
 */
export function inTurn(handler: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, Line>();
  return (request, response) => {
    const { socket } = request;
    const line = lines.get(socket);
    if (line === undefined || line.last.closed) {
      lines.set(socket, { last: response, waiting: 0 });
      handler(request, response);
      return;
    }
    line.waiting += 1;
    if (line.waiting > mostWaiting) socket.destroy();
    const before = line.last;
    line.last = response;
    // `setImmediate` lets the requests of other connections begin first.
    before.once("close", () => {
      setImmediate(() => {
        line.waiting -= 1;
        if (!socket.destroyed) handler(request, response);
      });
    });
  };
}
