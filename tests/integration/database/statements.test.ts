import { Kysely, sql, type Transaction } from "kysely";
import pg from "pg";
import { fromKysely } from "pg-boss";
import { expect } from "vitest";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { NamingDialect } from "../../../db/statements/dialect.ts";
import { namingStatements } from "../../../db/statements/named-query.ts";
import type { DB } from "../../../db/types.ts";
import { test } from "../../fixtures/resources.ts";

const sumOf = compiledOnce(
  (_, { left, right }: Placeholders<{ left: number; right: number }>) =>
    sql<{
      sum: number;
    }>`select ${left}::integer + ${right}::integer + ${left}::integer + ${1}::integer as sum`,
);

const same = compiledOnce(
  (_, { value }: Placeholders<{ value: number }>) =>
    sql<{ value: number }>`select ${value}::integer as value`,
  { isNamed: false },
);

async function keptStatements(trx: Transaction<DB>): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements order by prepare_time
  `.execute(trx);
  return rows.map(({ statement }) => statement);
}

test("a connection keeps the statements that have a name, and no others", async ({ db }) => {
  await db.transaction().execute(async (trx) => {
    expect(await sumOf(trx, { left: 1, right: 2 })).toEqual([{ sum: 5 }]);
    expect(await sumOf(trx, { left: 10, right: 20 })).toEqual([{ sum: 41 }]);
    await fromKysely(namingStatements(trx)).executeSql("select $1::integer", [1]);
    await sql`select ${1}::integer as other`.execute(trx);
    expect(await same(trx, { value: 7 })).toEqual([{ value: 7 }]);

    expect(await keptStatements(trx)).toEqual([
      "select $1::integer + $2::integer + $3::integer + $4::integer as sum",
      "select $1::integer",
    ]);
  });
});

test("a write returns its rows, and none without returning", async ({ db }) => {
  type Limit = Placeholders<{ key: string }>;
  const insert = compiledOnce((db, { key }: Limit) =>
    db.insertInto("rate_limits").values({ key, count: 1, began_at: sql<Date>`now()` }),
  );
  const remove = compiledOnce((db, { key }: Limit) =>
    db.deleteFrom("rate_limits").where("key", "=", key).returning("count"),
  );

  expect(await insert(db, { key: "calls:a" })).toEqual([]);
  expect(await remove(db, { key: "calls:a" })).toEqual([{ count: 1 }]);
  expect(await remove(db, { key: "calls:a" })).toEqual([]);
});

test("a transaction takes its isolation level and access mode", async ({ db }) => {
  const transaction = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");

  const { rows } = await transaction.execute((trx) =>
    sql`select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as "readOnly"`.execute(
      trx,
    ),
  );

  expect(rows).toEqual([{ level: "repeatable read", readOnly: "on" }]);
});

test("a transaction in which a statement failed does not count as committed", async ({ db }) => {
  const committed = db.transaction().execute(async (trx) => {
    await expect(sql`select 1/0`.execute(trx)).rejects.toThrow("division by zero");
  });

  await expect(committed).rejects.toMatchObject({ name: "AbortedTransactionError" });
});

test("a connection that could not roll back is not used again", async ({ db, database }) => {
  const pool = new pg.Pool({ connectionString: database.url, max: 1, query_timeout: 1_000 });
  pool.on("connect", (client) => client.on("error", () => undefined)); // the closed connection may still report one
  const impatient = new Kysely<DB>({ dialect: new NamingDialect(pool) });
  const lock = sql`select pg_advisory_xact_lock(1)`;
  const idOf = sql<{ id: number }>`select pg_backend_pid() as id`;
  const before = await idOf.execute(impatient);

  await db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    const waiting = impatient.transaction().execute((waiter) => lock.execute(waiter));
    await expect(waiting).rejects.toThrow("timeout");
  });

  expect((await idOf.execute(impatient)).rows).not.toEqual(before.rows);
  await impatient.destroy();
});
