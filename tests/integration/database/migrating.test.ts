import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { expect } from "vitest";
import { migrate, migrations, pendingMigrations } from "../../../db/migrate.ts";
import { startSite } from "../../fixtures/site.ts";
import { test } from "../../fixtures/empty-database.ts";

const script = join(import.meta.dirname, "../../../db/migrate.ts");

async function runMigrate(DATABASE_URL: string) {
  const env = { NODE_ENV: "production" as const, DATABASE_URL };
  const child = spawn(process.execPath, [script], { env, stdio: ["ignore", "ignore", "pipe"] });
  const [errors] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { code: child.exitCode, errors };
}

test("several processes can migrate one empty database at once", async ({ emptyUrl, empty }) => {
  const results = await Promise.all(Array.from({ length: 4 }, () => runMigrate(emptyUrl)));

  expect(results).toEqual(results.map(() => ({ code: 0, errors: "" })));
  expect(await pendingMigrations(empty)).toBe(0);
});

test("a migration that waits for a table lets other queries on it go first", async ({ emptyUrl, empty }) => {
  await new Migrator({ db: empty, provider: migrations }).migrateTo("0012-people-search");
  const write = sql`insert into activity (actor_kind, action) values ('system', 'imported')`;
  let migrated: Promise<void> | undefined;

  await empty.transaction().execute(async (working) => {
    await write.execute(working);
    migrated = migrate(emptyUrl);
    const waiting = sql`
      select from pg_locks join pg_database on pg_database.oid = database
      where not granted and relation = 'activity'::regclass and datname = current_database()
    `;
    await expect.poll(async () => (await waiting.execute(empty)).rows.length, { timeout: 10_000 }).toBe(1);
    // This query waits behind the migration for the table, and goes first once the migration gives way.
    await write.execute(empty);
  });

  await migrated;
  expect(await pendingMigrations(empty)).toBe(0);
});

test("a release keeps running, and restarts, on a database that a newer release has migrated", async ({
  database,
  resources,
  db,
  onTestFinished,
}) => {
  await sql`insert into kysely_migration (name, timestamp) values ('9999-newer', '2099-01-01')`.execute(db);
  onTestFinished(async () => {
    await sql`delete from kysely_migration where name = '9999-newer'`.execute(db);
  });
  const { url, stop } = await startSite(resources);
  onTestFinished(stop);

  await migrate(database.url);

  const ready = await fetch(`${url}/healthcheck/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { database: "ok", pendingMigrations: 0 }]);
});
