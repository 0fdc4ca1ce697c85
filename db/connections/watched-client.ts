import pg from "pg";
import { currentBound } from "./bound.ts";

/** How long a connection may take to close after PostgreSQL was told, in milliseconds. */
const goodbye = 5_000;

/** A query that has no answer yet. Both are in milliseconds; `bound` is how long it may wait. */
type Wait = { since: number; bound: number };

/** Looks after connections from their start to their end. */
type Watch = { add: (client: WatchedClient) => void; remove: (client: WatchedClient) => void };

/** What `watch` and `bound` are to a connection: who watches it, and how long its queries may wait, in milliseconds. */
export type WatchedConfig = pg.ClientConfig & { watch: Watch; bound: number };

type Call = (...given: unknown[]) => unknown;

/**
 * A connection that knows since when its queries wait. Its `Watch` closes it when one waits too long: otherwise a server
 * that is gone without closing its connections would keep them for ever. It takes queries that are text or a plain
 * object, no cursors.
 */
export class WatchedClient extends pg.Client {
  /** The server process of this connection, and when it began, which tells it from one of another server. */
  backend: { pid: number; since: string } | undefined;
  readonly #bound: number;
  readonly #waits = new Set<Wait>();
  #endsSince = Number.POSITIVE_INFINITY;

  constructor({ watch, bound, ...config }: WatchedConfig) {
    super({ ...config, query_timeout: undefined }); // pg would give the connection back while it still waits
    this.#bound = bound;
    const { prototype } = pg.Client as { prototype: Record<"query", Call> };
    const send: Call = (...asked) => prototype.query.apply(this, asked);
    this.query = ((...asked: unknown[]) => this.#send(send, asked)) as pg.Client["query"];
    const end = this.end.bind(this) as Call;
    this.end = ((...given: unknown[]) => {
      this.#endsSince = performance.now();
      return end(...given);
    }) as pg.Client["end"];
    this.on("error", () => undefined); // its queries throw it; an event without a listener would end the process
    watch.add(this);
    this.once("end", () => {
      watch.remove(this);
    });
  }

  #send(send: Call, asked: unknown[]): unknown {
    const wait = { since: performance.now(), bound: currentBound() ?? this.#bound };
    this.#waits.add(wait);
    const answered = () => this.#waits.delete(wait);
    const callback = asked.at(-1);
    if (typeof callback !== "function") return (send(...asked) as Promise<unknown>).finally(answered);
    return send(...asked.slice(0, -1), (...answer: unknown[]) => {
      answered();
      (callback as Call)(...answer);
    });
  }

  /** How long the oldest query has been waiting, in milliseconds. */
  waitsFor(now: number): number {
    return Math.max(0, ...[...this.#waits].map(({ since }) => now - since));
  }

  isOverdue(now: number): boolean {
    return [...this.#waits].some(({ since, bound }) => now - since > bound);
  }

  /** Closes the connection at once. Its queries throw the error. */
  abandon(error: Error): void {
    this.#stream.destroy(error);
  }

  /** Closes the connection if it was told to end, but the server does not close it. */
  endIfTold(now: number): void {
    if (now - this.#endsSince > goodbye) this.#stream.destroy();
  }

  get #stream() {
    return (this as unknown as { connection: pg.Connection }).connection.stream;
  }
}
