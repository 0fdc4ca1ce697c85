import { existsSync, readFileSync } from "node:fs";
import pg from "pg";
import type { Measured } from "../../processes/measured-process.ts";
import { findServerProcesses } from "../../processes/postgres-cpu.ts";

/** What is measured at one moment, by name. */
export type Sample = Map<string, number>;

const megabyte = 1_048_576;

/** Opens what reads samples of some processes, of PostgreSQL and of the tables of a database. */
export async function openSampler(databaseUrl: string, maintenanceUrl: string, processes: Measured[]) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    read: async (): Promise<Sample> => {
      const sample: Sample = new Map();
      for (const { name, read } of processes) {
        const { heapBytes, residentBytes, handles } = await read();
        sample.set(`${name}: heap after collection, MB`, heapBytes / megabyte);
        sample.set(`${name}: resident memory, MB`, residentBytes / megabyte);
        sample.set(`${name}: handles`, handles);
      }
      const memory = await readPostgresMemory(maintenanceUrl);
      if (memory !== undefined) sample.set("PostgreSQL: private memory, MB", memory / megabyte);
      sample.set("PostgreSQL: connections", await countConnections(client));
      for (const [name, value] of await readTables(client)) sample.set(name, value);
      return sample;
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** Memory that is each server process's own, in bytes; undefined on a system without `/proc`. */
async function readPostgresMemory(maintenanceUrl: string): Promise<number | undefined> {
  if (!existsSync("/proc/self/smaps_rollup")) return undefined;
  const processes = await findServerProcesses(maintenanceUrl);
  return processes.reduce((total, id) => total + privateBytes(`/proc/${id}/smaps_rollup`), 0);
}

/** A connection may end between being found and being read; then it has no memory. */
function privateBytes(path: string): number {
  try {
    return Number(/^Pss_Anon: +(\d+) kB$/m.exec(readFileSync(path, "utf8"))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

async function countConnections(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database()",
  );
  return rows[0]?.count ?? 0;
}

/** Tables smaller than this are not judged: a page more or less is much of them. */
const smallest = 2 * megabyte;

/** The size of each table with its indexes, and its rows. */
async function readTables(client: pg.Client): Promise<Sample> {
  const { rows: tables } = await client.query<{ name: string; bytes: number }>(
    `select relid::regclass::text as name, pg_total_relation_size(relid)::float8 as bytes
     from pg_stat_user_tables where relid not in (select inhparent from pg_inherits) order by 2 desc`,
  );
  const sample: Sample = new Map();
  for (const { name, bytes } of tables) {
    if (bytes < smallest) continue;
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`);
    sample.set(`${name}: kB`, bytes / 1_024);
    sample.set(`${name}: rows`, rows[0]?.count ?? 0);
  }
  return sample;
}
