import type pg from "pg";
import { boundFor, withBound } from "./bound.ts";
import { Watch } from "./watch.ts";
import { WatchedClient, type WatchedConfig } from "./watched-client.ts";

/** How long opening a connection may take, and when the system first asks whether an idle one is alive. Milliseconds. */
const timing = { connectionTimeoutMillis: 5_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** The settings that a connection makes in its session. Times are in milliseconds. */
type Session = { statement_timeout?: number; lock_timeout?: number; synchronous_commit?: "off" };

/**
 * Returns the settings of a pool, for `pg.Pool` and for `PgBoss`, which hands them to its own. All connections to
 * PostgreSQL are opened with these: each is watched, so that none waits for ever (specification, section 9, Connections to
 * PostgreSQL). Without `statement_timeout` a statement may take as long as it needs, if the server is alive.
 *
 * @param url the URL of the database, `postgres://…`
 */
export function poolSettings(url: string, max: number, session: Session) {
  const config = { connectionString: url, ...timing };
  const bound = boundFor(session.statement_timeout ?? 0);
  const onConnect: (client: pg.ClientBase) => unknown = (client) => prepare(client, session);
  const settings: pg.PoolConfig & Pick<WatchedConfig, "watch" | "bound"> = {
    ...config,
    max,
    watch: new Watch(config),
    bound,
    Client: WatchedClient as unknown as new () => pg.ClientBase, // the pool passes these settings, although its types say none
    onConnect,
  };
  return settings;
}

/**
 * Makes a new connection's settings, and finds its server process. It does so with a query, because PgBouncer refuses
 * settings in the connection's start-up message.
 */
async function prepare(
  client: pg.ClientBase & Partial<Pick<WatchedClient, "backend">>,
  session: Session,
): Promise<void> {
  const made = Object.entries(session).map(([name, value]) => `set_config('${name}', '${value}', false)`);
  const { rows } = await withBound(timing.connectionTimeoutMillis, () =>
    client.query<{ pid: number; since: string | null }>(`
      select pg_backend_pid() as pid, (
        select extract(epoch from backend_start)::text from pg_stat_get_activity(pg_backend_pid())
      ) as since, array[${made.join(", ")}]::text[] as made`),
  );
  const { pid = 0, since = null } = rows[0] ?? {};
  if (since !== null) client.backend = { pid, since };
}
