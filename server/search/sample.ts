import { sql } from "kysely";
import type { Database } from "../../db/database.ts";

/**
 * What a search knows of a table before it reads it: about how many rows it has, the words of about 500 of them, about
 * in the order of the list, and at which places of these each three characters are.
 */
export type Sample = { rows: number; words: string[]; places: Map<string, number[]> };

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
  const { rows } = await sql<Pick<Sample, "rows" | "words">>`
    select reltuples::float8 as rows, coalesce((
      select histogram_bounds::text::text[] from pg_stats
      where schemaname = current_schema and tablename = ${table} and attname = 'search_words'
    ), '{}') as words
    from pg_class where oid = ${table}::regclass
  `.execute(db);
  return takeSample(rows[0]?.rows ?? 0, rows[0]?.words ?? []);
}

/** @param words those of each row in the sample */
export function takeSample(rows: number, words: string[]): Sample {
  const places = new Map<string, number[]>();
  for (const [place, text] of words.entries()) {
    for (const trigram of new Set(trigramsOf(text))) {
      const known = places.get(trigram);
      if (known === undefined) places.set(trigram, [place]);
      else known.push(place);
    }
  }
  return { rows, words, places };
}

/** The places of the rows in the sample that have all words. */
export function placesOf(sample: Sample, words: string[]): number[] {
  const lists = words.flatMap(trigramsOf).map((trigram) => sample.places.get(trigram) ?? []);
  const shortest = lists.reduce<number[] | undefined>(
    (best, list) => (best === undefined || list.length < best.length ? list : best),
    undefined,
  );
  const places = shortest ?? Array.from(sample.words.keys());
  return places.filter((place) => words.every((word) => sample.words[place]?.includes(word)));
}

export const trigramLength = 3;

/** The groups of three characters in a text. */
export function trigramsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - trigramLength + 1) }, (_, at) =>
    text.slice(at, at + trigramLength),
  );
}
