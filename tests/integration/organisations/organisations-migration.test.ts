import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrations } from "../../../db/migrate.ts";
import { onMaintenance, siblingUrl } from "../../setup/postgres/maintenance.ts";

test("the migration makes older organisations searchable, and keeps the activity log", async ({
  onTestFinished,
}) => {
  const { maintenanceUrl, template } = inject("postgres");
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await onMaintenance(maintenanceUrl, `create database ${name}`);
  const pool = new pg.Pool({ connectionString: siblingUrl(maintenanceUrl, name) });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(async () => {
    await db.destroy();
    await onMaintenance(maintenanceUrl, `drop database ${name} with (force)`);
  });
  const migrator = new Migrator({ db, provider: migrations });
  expect(await migrator.migrateTo("0006-activity")).not.toHaveProperty("error");
  await sql`insert into organisations (name, type, urn) values ('École St. Mary’s', 'School', '1')`.execute(
    db,
  );
  await sql`insert into activity (actor_kind, action, subject_kind) values ('system', 'added', 'support_user')`.execute(
    db,
  );

  expect(await migrator.migrateToLatest()).not.toHaveProperty("error");

  const { rows } = await sql`select search_name from organisations`.execute(db);
  expect(rows).toEqual([{ search_name: "ecole st marys" }]);
});
