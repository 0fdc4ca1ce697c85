import { IncomingMessage, type RequestListener, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import { HttpError } from "../http-error.ts";

type Exchange = { request: IncomingMessage; response: ServerResponse & { req: IncomingMessage } };

const statuses = new WeakMap<IncomingMessage, number>();
const closing = new WeakSet<ServerResponse>();

/**
 * Response statuses for Node's error codes about requests that are too long or too slow. Any other request that Node
 * cannot parse gets 400.
 */
const statusOfCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Lets the handler respond to requests that Node cannot parse, then closes the connection. Node's own response has no
 * page. `handler` must use the middleware `refuseUnread`, which turns these requests into errors.
 *
 * @param handleInTurn the handler as `inTurn` returns it
 */
export function answerUnread(server: Server, handler: RequestListener, handleInTurn: RequestListener): void {
  const exchanges = new WeakMap<Socket, Exchange>();
  server.on("request", (request, response) => exchanges.set(request.socket, { request, response }));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!(socket instanceof Socket)) return; // never happens: the connections of an HTTP server are sockets
    const begun = exchanges.get(socket);
    const isOver = begun === undefined || begun.response.closed;
    if (!socket.writable || error.code === "ECONNRESET" || (begun && closing.has(begun.response))) {
      socket.destroy();
      return;
    }
    const status = statusOfCode[error.code ?? ""] ?? 400;
    const isWaiting = !isOver && begun.response.socket !== socket; // Node attaches a response when its turn comes
    if (isWaiting && !begun.request.complete) statuses.set(begun.request, status);
    if (isWaiting || (!isOver && isAnswered(begun))) {
      closeAfter(begun.response, socket);
      return;
    }
    const exchange = openExchange(socket, isOver ? undefined : begun, calledIn(error));
    exchanges.set(socket, exchange);
    statuses.set(exchange.request, status);
    closeAfter(exchange.response, socket);
    handler(exchange.request, exchange.response);
  });
  server.on("checkExpectation", (request, response) => {
    exchanges.set(request.socket, { request, response });
    statuses.set(request, 417);
    handleInTurn(request, response);
  });
}

/** Whether a response to the request is already being made, so that it is too late to respond with an error. */
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

/** The request's target as it came: Express removes the beginning of `url` while what is mounted there responds. */
function targetOf(request: IncomingMessage): Called {
  const url = "originalUrl" in request ? String(request.originalUrl) : request.url;
  return { method: request.method, url };
}

type Called = { method?: string | undefined; url?: string | undefined };

/**
 * Reads from what Node could not parse that it is a call of the API, so that its error is JSON. Returns nothing for any
 * other request: each gets the same page.
 */
function calledIn(error: Error): Called {
  const packet = "rawPacket" in error && error.rawPacket instanceof Buffer ? error.rawPacket : "";
  return (
    /^(?<method>[A-Z]+) (?<url>\/api\/[\w./]{0,100})/.exec(packet.toString("latin1", 0, 200))?.groups ?? {}
  );
}

/**
 * Makes a request and response to pass to the handler. If a response to the same request was begun, it is detached from
 * the socket, because only one response may be sent.
 */
function openExchange(socket: Socket, begun: Exchange | undefined, called: Called): Exchange {
  const { method = "GET", url = "/" } = begun ? targetOf(begun.request) : called;
  const request = Object.assign(new IncomingMessage(socket), { method, url });
  const response = new ServerResponse(request);
  begun?.response.detachSocket(socket);
  response.assignSocket(socket);
  return { request, response };
}

/**
 * Marks a request to be refused (400) if its URL is one to which Express would respond with an error page of its own,
 * or not at all, or if it names several hosts: a proxy may have routed it by the other one.
 */
export function checkTarget(request: IncomingMessage): void {
  const isReadable = /^\/[^#\s]*$/.test(request.url ?? "");
  if (isReadable && (request.headersDistinct["host"]?.length ?? 0) <= 1) return;
  statuses.set(request, 400);
  if (!isReadable) request.url = request.url?.startsWith("/api/") ? "/api/" : "/";
}

/** Refuses a request that `answerUnread` or `checkTarget` marked, with the error page for its status. */
export const refuseUnread: RequestHandler = (request, _response, next) => {
  const status = statuses.get(request);
  next(status === undefined ? undefined : new HttpError(status));
};
