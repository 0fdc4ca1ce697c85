import { Kysely, sql } from "kysely";
import pg from "pg";
import { expect } from "vitest";
import { withBound } from "../../../db/connections/bound.ts";
import { poolSettings } from "../../../db/connections/settings.ts";
import { NamingDialect } from "../../../db/statements/dialect.ts";
import type { DB } from "../../../db/types.ts";
import { isUnavailable } from "../../../server/procedures/unavailable.ts";
import { startProxy } from "../../faults/product/interruptible-proxy.ts";
import { test as withDatabase } from "../../fixtures/database.ts";

/** vitest's `test` with a proxy before the database, and pools that connect through it. */
const test = withDatabase
  .extend("proxy", async ({ database }, { onCleanup }) => {
    const scope = new AsyncDisposableStack();
    onCleanup(() => scope.disposeAsync());
    return startProxy([Number(new URL(database.url).port)], scope);
  })
  .extend("openPool", ({ database, proxy }, { onCleanup }) => {
    const url = Object.assign(new URL(database.url), {
      hostname: "127.0.0.1",
      port: String(proxy.port),
    }).href;
    return (statementTimeout: number) => {
      const pool = new pg.Pool(poolSettings(url, 3, { statement_timeout: statementTimeout }));
      pool.on("error", () => undefined);
      const db = new Kysely<DB>({ dialect: new NamingDialect(pool) });
      onCleanup(() => db.destroy());
      return { pool, db };
    };
  });

/** Runs until it fails, and returns the error. */
const failure = (run: Promise<unknown>) =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  );

test("a query that PostgreSQL does not answer in time is unavailable, and its connection is closed", async ({
  openPool,
  proxy,
}) => {
  const { pool, db } = openPool(200);
  await sql`select 1`.execute(db);
  proxy.freeze();

  const error = await failure(sql`select 1`.execute(db));

  expect(error).toMatchObject({ message: "PostgreSQL does not answer" });
  expect(isUnavailable(error)).toBe(true);
  expect(pool.totalCount).toBe(0);
  await expect.poll(() => proxy.held(), { timeout: 2_000, interval: 20 }).toBe(0);
  expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test("lost connections end soon, and their locks, but not one on which PostgreSQL works", async ({
  openPool,
  proxy,
  database,
}) => {
  const { pool, db } = openPool(0);
  const lock = sql`select pg_advisory_xact_lock(1)`;
  const others: Promise<unknown>[] = [];
  const idle = db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    await db.connection().execute(async (ended) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ended);
      proxy.freeze();
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
      others.push(sql`select pg_sleep(7)`.execute(db)); // on a new connection
      others.push(database.db.transaction().execute((waiting) => lock.execute(waiting)));
      const errors = await Promise.all([trx, ended].map((lost) => failure(sql`select 1`.execute(lost))));
      expect(errors.map(isUnavailable)).toEqual([true, true]);
    });
  });

  expect(isUnavailable(await failure(idle))).toBe(true);
  expect(pool.totalCount).toBe(1);
  expect(await failure(Promise.all(others))).toBeUndefined();
}, 20_000);

test("a query can have a bound of its own", async ({ openPool, proxy }) => {
  const { db } = openPool(0);
  await sql`select 1`.execute(db);
  proxy.freeze();

  const error = await failure(withBound(100, () => sql`select 1`.execute(db)));

  expect(error).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
});

test("no connection is unavailable, whatever the reason", async ({ database }) => {
  const url = Object.assign(new URL(database.url), { pathname: "/none" }).href;
  const pool = new pg.Pool(poolSettings(url, 1, {}));
  const db = new Kysely<DB>({ dialect: new NamingDialect(pool) });

  const error = await failure(sql`select 1`.execute(db));

  expect(error).toMatchObject({ cause: { code: "3D000" } });
  expect(isUnavailable(error)).toBe(true);
});
