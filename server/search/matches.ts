import { type RawBuilder, sql, type SqlBool } from "kysely";

export type Condition = RawBuilder<SqlBool>;

const pair = /^[a-z0-9#~]{2}$/;
const followers = Array.from(" abcdefghijklmnopqrstuvwxyz0123456789");
/** Whether the index of trigrams can find a word: it has three characters, or two of ASCII. */
export function isIndexable(word: string): boolean {
  return word.length > 2 || pair.test(word);
}

/** The SQL condition that a row contains a word. PostgreSQL does not look it up in an index. */
export function containing(word: string): Condition {
  return sql`strpos(search_words collate "C", ${word}) > 0`;
}

/**
 * The SQL condition for looking up rows that contain a part of a word in the index of trigrams. A part of two letters is
 * looked up with each character that can follow, which makes three.
 */
export function lookingUp(part: string): Condition {
  if (part.length === 2) return sql`search_words like any (${followers.map((next) => pattern(part + next))})`;
  return sql`search_words like ${pattern(part)}`;
}

// No word contains %, _ or \, which have a meaning in a pattern.
function pattern(text: string): string {
  return `%${text}%`;
}
