import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A TCP proxy to one or more local servers, which a test can interrupt or slow down. */
export type InterruptibleProxy = {
  port: number;
  /** How long each part of a response is delayed, in milliseconds. */
  delay: number;
  /** Cuts every connection, and refuses new ones until it opens again. */
  refuse(): Promise<void>;
  open(): Promise<void>;
};

/**
 * Starts a proxy. Connections go to its targets in turn; like an ingress, it skips a target that refuses.
 *
 * @param scope closes the proxy at its end
 * @param onAnswer called with each part of a response before the client gets it
 */
export async function startProxy(
  targets: number[],
  scope: AsyncDisposableStack,
  onAnswer?: (part: Buffer) => void,
): Promise<InterruptibleProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", leave).on("close", () => sockets.delete(socket));
  };
  let turn = 0;
  const take = async (client: Socket) => {
    keep(client);
    turn += 1;
    const target = await reachFirst(targets.map((_, index) => targets[(turn + index) % targets.length] ?? 0));
    if (target === undefined || client.destroyed) {
      client.resetAndDestroy();
      target?.destroy();
      return;
    }
    keep(target);
    join(client, target, proxy, onAnswer);
  };
  const server = createServer({ pauseOnConnect: true }, (client) => void take(client));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const refuse = async () => {
    const closed = server.listening ? once(server, "close") : undefined;
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  const open = async () => {
    await once(server.listen(port, "127.0.0.1"), "listening");
  };
  scope.defer(refuse);
  const proxy: InterruptibleProxy = { port, delay: 0, refuse, open };
  return proxy;
}

/** A cut connection emits an error, then closes. Only the close matters. */
function leave(this: Socket): void {
  this.destroy();
}

async function reachFirst(ports: number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    if (isOpen) return socket;
  }
  return undefined;
}

function join(
  client: Socket,
  target: Socket,
  proxy: InterruptibleProxy,
  onAnswer?: (part: Buffer) => void,
): void {
  client.pipe(target);
  client.on("close", () => target.destroy());
  target.on("close", () => {
    client.destroySoon();
  });
  target.on("data", (part: Buffer) => {
    onAnswer?.(part);
    if (proxy.delay === 0) {
      client.write(part);
      return;
    }
    target.pause(); // delays the end of the response too
    setTimeout(() => {
      client.write(part);
      target.resume();
    }, proxy.delay);
  });
  client.resume();
}
