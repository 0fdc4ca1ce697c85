import { IncomingMessage, type RequestListener, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";

type Exchange = { request: IncomingMessage; response: ServerResponse & { req: IncomingMessage } };

const statuses = new WeakMap<IncomingMessage, number>();
const leaving = new WeakSet<ServerResponse>();

/** What Node says of a request that is not broken, but too long or too slow. */
const statusOfCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Has the handler answer what Node could not read as a request, which Node would with a bare line, and hangs up then.
 * `refuseUnread` is the handler's part in it.
 */
export function answerUnread(server: Server, handler: RequestListener): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.on("request", (request, response) => exchanges.set(request.socket, { request, response }));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!(socket instanceof Socket)) return; // everything that connects is one
    const begun = exchanges.get(socket);
    const isOver = begun?.response.socket !== socket; // Node has taken it away from what is written
    if (!socket.writable || error.code === "ECONNRESET" || (begun && leaving.has(begun.response))) {
      socket.destroy();
      return;
    }
    if (begun && !isOver && isInHand(begun)) {
      hangUpAfter(begun.response, socket);
      return;
    }
    const exchange = openExchange(socket, isOver ? undefined : begun);
    exchanges.set(socket, exchange);
    statuses.set(exchange.request, statusOfCode[error.code ?? ""] ?? 400);
    hangUpAfter(exchange.response, socket);
    handler(exchange.request, exchange.response);
  });
  server.on("checkExpectation", (request, response) => {
    exchanges.set(request.socket, { request, response });
    statuses.set(request, 417);
    handler(request, response);
  });
}

/** Whether the request gets its answer already: what is broken comes after it, or makes no difference any more. */
function isInHand({ request, response }: Exchange): boolean {
  return request.complete || response.headersSent || statuses.has(request);
}

function hangUpAfter(response: ServerResponse, socket: Socket): void {
  leaving.add(response);
  response.shouldKeepAlive = false;
  response.once("finish", () => {
    socket.destroySoon();
  });
}

/**
 * For a request of which there may be nothing to be known. Where its head was read and is being handled, what comes of
 * that reaches nobody: one response must not be written by two.
 */
function openExchange(socket: Socket, begun: Exchange | undefined): Exchange {
  const { method = "GET", url = "/" } = begun?.request ?? {};
  const request = Object.assign(new IncomingMessage(socket), { method, url });
  const response = new ServerResponse(request);
  begun?.response.detachSocket(socket);
  response.assignSocket(socket);
  return { request, response };
}

/** Has an address refused (400) of which Express would make a page of its own, or nothing, before anybody is asked. */
export function checkTarget(request: IncomingMessage): void {
  if (/^\/[^#\s]*$/.test(request.url ?? "")) return;
  statuses.set(request, 400);
  request.url = "/";
}

/** Refuses what could not be read, so that it gets the error page of its status. */
export const refuseUnread: RequestHandler = (request, _response, next) => {
  const status = statuses.get(request);
  next(status === undefined ? undefined : new HttpError(status));
};
