import { sql } from "kysely";
import type { Database } from "../../../../db/database.ts";

type Made = { name: string; table: string; definition: string };

/** Fills tables without their foreign keys, which are then checked all at once. */
export async function withoutForeignKeys(
  db: Database,
  tables: string[],
  fill: () => Promise<void>,
): Promise<void> {
  const keys = await constraintsWhere(
    db,
    sql`contype = 'f' and array[conrelid, confrelid]::regclass[] && ${tables}::regclass[]`,
  );
  await drop(db, keys);
  await fill();
  await add(db, keys);
}

/** Fills a table without its indexes and unique constraints, which are created afterwards. That is much faster. */
export async function withoutIndexes(db: Database, table: string, fill: () => Promise<void>): Promise<void> {
  const unique = await constraintsWhere(db, sql`contype in ('p', 'u') and conrelid = ${table}::regclass`);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid = ${table}::regclass and not exists (select from pg_constraint where conindid = indexrelid)
  `.execute(db);
  await drop(db, unique);
  for (const { name } of indexes) await sql`drop index ${sql.raw(name)}`.execute(db);
  await fill();
  await db.connection().execute(async (connection) => {
    await sql`set maintenance_work_mem = '1GB'`.execute(connection);
    await add(connection, unique);
    for (const { definition } of indexes) await sql.raw(definition).execute(connection);
  });
}

async function constraintsWhere(db: Database, condition: ReturnType<typeof sql>): Promise<Made[]> {
  const { rows } = await sql<Made>`
    select quote_ident(conname) as name, conrelid::regclass::text as table,
      pg_get_constraintdef(oid) as definition
    from pg_constraint where ${condition}
  `.execute(db);
  return rows;
}

async function drop(db: Database, constraints: Made[]): Promise<void> {
  for (const { name, table } of constraints) {
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.raw(name)}`.execute(db);
  }
}

async function add(db: Database, constraints: Made[]): Promise<void> {
  for (const { name, table, definition } of constraints) {
    await sql`alter table ${sql.raw(table)} add constraint ${sql.raw(name)} ${sql.raw(definition)}`.execute(
      db,
    );
  }
}
