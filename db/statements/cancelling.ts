import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { connect } from "node:net";
import type pg from "pg";

const signals = new AsyncLocalStorage<AbortSignal>();

/** Where PostgreSQL's number for a version stands, this number means: cancel the query of a connection. */
const cancelCode = 80_877_102;

/** How long to wait for PostgreSQL to note a cancellation, in milliseconds. */
const patience = 5_000;

/** Runs a function, and cancels the query that it is waiting for when the signal is aborted. */
export function cancelOn<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  return signals.run(signal, run);
}

/**
 * Runs one query on a connection. If `cancelOn` called it, the query can be cancelled. Then it waits until PostgreSQL
 * has noted that, so that the connection's next query is not cancelled instead.
 *
 * @throws the signal's reason if it is aborted already; PostgreSQL's error 57014 if the query is cancelled
 */
export async function runCancellable<Result>(
  client: pg.PoolClient,
  query: () => Promise<Result>,
): Promise<Result> {
  const signal = signals.getStore();
  if (signal === undefined) return query();
  signal.throwIfAborted();
  let cancelled: Promise<void> | undefined;
  const cancel = () => {
    cancelled = cancelQuery(client);
    cancelled.catch(() => undefined); // thrown below, after the query
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await query();
  } finally {
    signal.removeEventListener("abort", cancel);
    await cancelled;
  }
}

/**
 * Cancels the query that a connection runs, as psql does on Ctrl-C: on a connection of its own, which also passes through
 * PgBouncer. The function `pg_cancel_backend` would need a free connection of the pool.
 */
async function cancelQuery(client: pg.PoolClient): Promise<void> {
  const { host, port } = client;
  const { processID, secretKey } = client as pg.PoolClient & { processID: number; secretKey: number };
  const request = Buffer.alloc(16);
  for (const [index, value] of [16, cancelCode, processID, secretKey].entries()) {
    request.writeInt32BE(value, index * 4);
  }
  const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.setTimeout(patience, () => socket.destroy());
  socket.resume().end(request);
  await once(socket, "close");
}
