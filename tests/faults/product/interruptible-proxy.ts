import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** A TCP proxy to one or more local servers, which a test can interrupt or slow down. */
export type InterruptibleProxy = {
  port: number;
  /** How long each part of a response is delayed, in milliseconds. */
  delay: number;
  /** Cuts every connection, and refuses new ones until it opens again. */
  refuse(): Promise<void>;
  open(): Promise<void>;
  /** Passes nothing more on the connections that there are, and leaves them open. New ones work. */
  freeze(): void;
  /** Refuses new connections, and leaves those that there are. */
  close(): void;
  /** How many connections that are frozen clients still hold. */
  held(): number;
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
  const frozen = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", leave).on("close", () => sockets.delete(socket));
  };
  const queue = [...targets];
  const take = async (client: Socket) => {
    keep(client);
    queue.push(...queue.splice(0, 1));
    const target = await reachFirst([...queue]);
    if (target === undefined || client.destroyed) {
      client.resetAndDestroy();
      target?.destroy();
      return;
    }
    keep(target);
    join({ client, target, proxy, isFrozen: () => frozen.has(client), onAnswer });
  };
  const server = createServer({ pauseOnConnect: true }, (client) => void take(client));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const refuse = () => cut(server, sockets);
  const open = async () => {
    await once(server.listen(port, "127.0.0.1"), "listening");
  };
  scope.defer(refuse);
  const freeze = () => {
    for (const socket of sockets) frozen.add(socket);
  };
  const held = () => [...frozen].filter(({ localPort }) => localPort === port).length; // none once it is closed
  const close = () => void server.close();
  const proxy: InterruptibleProxy = { port, delay: 0, refuse, open, freeze, held, close };
  return proxy;
}

async function cut(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = server.listening ? once(server, "close") : undefined;
  server.close();
  for (const socket of sockets) socket.resetAndDestroy();
  await closed;
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

/** The two connections of a client, and whether to pass anything on them. */
type Joined = {
  client: Socket;
  target: Socket;
  proxy: InterruptibleProxy;
  isFrozen: () => boolean;
  onAnswer: ((part: Buffer) => void) | undefined;
};

function join({ client, target, proxy, isFrozen, onAnswer }: Joined): void {
  client.on("data", (part: Buffer) => {
    if (!isFrozen()) target.write(part);
  });
  client.on("end", () => isFrozen() || target.end());
  client.on("close", () => isFrozen() || target.destroy());
  target.on("close", () => {
    if (!isFrozen()) client.destroySoon();
  });
  target.on("data", (part: Buffer) => {
    if (isFrozen()) return;
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
