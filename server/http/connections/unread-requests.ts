import { IncomingMessage, type RequestListener, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";

type Exchange = { request: IncomingMessage; response: ServerResponse & { req: IncomingMessage } };

const statuses = new WeakMap<IncomingMessage, number>();
const closing = new WeakSet<ServerResponse>();

/** Node's error codes for requests that are too long or too slow. Any other request that cannot be read gets 400. */
const statusOfCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Lets the handler answer what Node could not read as a request, then closes the connection. Node itself would send a
 * status line without a page. The handler must use `refuseUnread`.
 */
export function answerUnread(server: Server, handler: RequestListener): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.on("request", (request, response) => exchanges.set(request.socket, { request, response }));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!(socket instanceof Socket)) return; // never: HTTP connections are sockets
    const begun = exchanges.get(socket);
    const isOver = begun?.response.socket !== socket; // Node detaches a response that is written
    if (!socket.writable || error.code === "ECONNRESET" || (begun && closing.has(begun.response))) {
      socket.destroy();
      return;
    }
    if (begun && !isOver && isAnswered(begun)) {
      closeAfter(begun.response, socket);
      return;
    }
    const exchange = openExchange(socket, isOver ? undefined : begun);
    exchanges.set(socket, exchange);
    statuses.set(exchange.request, statusOfCode[error.code ?? ""] ?? 400);
    closeAfter(exchange.response, socket);
    handler(exchange.request, exchange.response);
  });
  server.on("checkExpectation", (request, response) => {
    exchanges.set(request.socket, { request, response });
    statuses.set(request, 417);
    handler(request, response);
  });
}

/** Whether the request has a response on its way, which the fault can no longer change. */
function isAnswered({ request, response }: Exchange): boolean {
  return request.complete || response.headersSent || statuses.has(request);
}

function closeAfter(response: ServerResponse, socket: Socket): void {
  closing.add(response);
  response.shouldKeepAlive = false;
  response.once("finish", () => {
    socket.destroySoon();
  });
}

/**
 * A request and response for the handler. A response that was begun for the same request is detached from the socket, as
 * only one may be written.
 */
function openExchange(socket: Socket, begun: Exchange | undefined): Exchange {
  const { method = "GET", url = "/" } = begun?.request ?? {};
  const request = Object.assign(new IncomingMessage(socket), { method, url });
  const response = new ServerResponse(request);
  begun?.response.detachSocket(socket);
  response.assignSocket(socket);
  return { request, response };
}

/** Marks a request to be refused (400) whose address Express would answer with its own page or not at all. */
export function checkTarget(request: IncomingMessage): void {
  if (/^\/[^#\s]*$/.test(request.url ?? "")) return;
  statuses.set(request, 400);
  request.url = "/";
}

/** Refuses a request that could not be read, with the error page of its status. */
export const refuseUnread: RequestHandler = (request, _response, next) => {
  const status = statuses.get(request);
  next(status === undefined ? undefined : new HttpError(status));
};
