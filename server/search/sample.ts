import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/** What a search knows of a table before it reads it: about how many rows it has, and the words of about 500 of them. */
export type Sample = { rows: number; words: string[] };

/** How long a sample is used, in milliseconds. */
const lifetime = 10 * 60 * 1000;

type Kept = { sample: Promise<Sample>; until: number };

const kept = new WeakMap<Database, Map<string, Kept>>();

/**
 * Returns a sample of a table: what PostgreSQL keeps for its own estimates. It is read once in ten minutes. A table that
 * is new or small has none.
 */
export function sampleOf(db: Database, table: string): Promise<Sample> {
  const samples = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, samples);
  const known = samples.get(table);
  if (known !== undefined && known.until > Date.now()) return known.sample;
  const sample = readSample(db, table);
  samples.set(table, { sample, until: Date.now() + lifetime });
  sample.catch(() => samples.delete(table)); // the search that waits for it fails, the next one tries again
  return sample;
}

async function readSample(db: Database, table: string): Promise<Sample> {
  const { rows } = await sql<Sample>`
    select reltuples::float8 as rows, coalesce((
      select histogram_bounds::text::text[] from pg_stats
      where schemaname = current_schema and tablename = ${table} and attname = 'search_words'
    ), '{}') as words
    from pg_class where oid = ${table}::regclass
  `.execute(db);
  return rows[0] ?? { rows: 0, words: [] };
}
