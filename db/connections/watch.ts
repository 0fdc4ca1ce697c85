import type pg from "pg";
import { withBound } from "./bound.ts";
import { DatabaseUnavailable } from "./unavailable.ts";
import { WatchedClient } from "./watched-client.ts";

// All in milliseconds.
const interval = 1_000;
/** How long a query waits until PostgreSQL is asked whether it still works on it. */
const suspicion = 5_000;
const patience = 5_000;

/** How often PostgreSQL is asked at most. */
const pause = 2_500;

/**
 * Given are the connections' server processes, and which of them should be working on a query of ours. Returned are those
 * that this server does not have, and those that have long had nothing to do: then the query or its answer was lost. These
 * are ended, so that their locks go.
 */
const lost = `
  select mine.pid, case when there.pid is not null then pg_terminate_backend(there.pid) end
  from unnest($1::integer[], $2::text[], $3::boolean[]) mine (pid, since, waits)
  left join lateral pg_stat_get_activity(mine.pid) there on extract(epoch from backend_start)::text = mine.since
  where there.pid is null or (
    mine.waits and state like 'idle%' and state_change < now() - interval '${suspicion} milliseconds'
  )`;

/**
 * Closes those connections of a pool on which PostgreSQL does not answer any more, although nobody closed them: the server
 * is frozen or gone, or a proxy keeps connections to a server that was replaced (specification, section 9, Connections to
 * PostgreSQL). It closes a connection when a query waits longer than its bound. It does so sooner when a new connection
 * reaches a server that does not know the old one, or that does not work on its query.
 */
export class Watch {
  readonly #config: pg.ClientConfig;
  readonly #clients = new Set<WatchedClient>();
  #timer: NodeJS.Timeout | undefined;
  #askAgain = 0;

  /** @param config how to open a new connection to the same database */
  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  add(client: WatchedClient): void {
    this.#clients.add(client);
    this.#timer ??= setInterval(() => {
      this.#look(performance.now());
    }, interval).unref();
  }

  remove(client: WatchedClient): void {
    this.#clients.delete(client);
    if (this.#clients.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(now: number): void {
    let isSuspicious = false;
    for (const client of this.#clients) {
      client.endIfTold(now);
      if (client.isOverdue(now)) client.abandon(new DatabaseUnavailable("PostgreSQL does not answer"));
      else isSuspicious ||= isSuspect(client);
    }
    if (!isSuspicious || now < this.#askAgain) return;
    this.#askAgain = Number.POSITIVE_INFINITY;
    this.#ask()
      .catch(() => undefined) // no answer on a new connection either: then the bound decides
      .finally(() => (this.#askAgain = performance.now() + pause));
  }

  /** Asks on a new connection which of the others are lost, and closes those. */
  async #ask(): Promise<void> {
    const known = [...this.#clients].flatMap((client) =>
      client.backend ? [{ client, ...client.backend, waits: isSuspect(client) }] : [],
    );
    const columns = [
      known.map(({ pid }) => pid),
      known.map(({ since }) => since),
      known.map(({ waits }) => waits),
    ];
    const asking = new WatchedClient({ ...this.#config, watch: this, bound: patience });
    try {
      await asking.connect();
      const { rows } = await withBound(patience, () => asking.query<{ pid: number }>(lost, columns));
      const pids = new Set(rows.map(({ pid }) => pid));
      for (const { client, pid } of known) {
        if (pids.has(pid)) client.abandon(new DatabaseUnavailable("The connection to PostgreSQL was lost"));
      }
    } finally {
      void asking.end();
    }
  }
}

function isSuspect(client: WatchedClient): boolean {
  return client.backend !== undefined && client.waitsFor(performance.now()) > suspicion;
}
