import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { kept } from "./kept.ts";

/** For each three characters, the number of rows that have them, among about 500 rows of a table. */
export type Sample = Map<string, number>;

/** Returns a sample of a table: what PostgreSQL keeps for its own estimates. A table that is new or small has none. */
export const sampleOf = kept(readSample);

async function readSample(db: Database, table: string): Promise<Sample> {
  const { rows } = await sql<{ words: string[] }>`
    select coalesce(histogram_bounds::text::text[], '{}') as words from pg_stats
    where schemaname = current_schema and tablename = ${table} and attname = 'search_words'
  `.execute(db);
  return takeSample(rows[0]?.words ?? []);
}

/** @param words those of each row in the sample */
export function takeSample(words: string[]): Sample {
  const sample: Sample = new Map();
  for (const trigram of words.flatMap((text) => [...new Set(trigramsOf(text))]))
    sample.set(trigram, (sample.get(trigram) ?? 0) + 1);
  return sample;
}

export const trigramLength = 3;

/** The groups of three characters in a text. */
export function trigramsOf(text: string): string[] {
  const characters = Array.from(text);
  return characters
    .slice(trigramLength - 1)
    .map((_, at) => characters.slice(at, at + trigramLength).join(""));
}
