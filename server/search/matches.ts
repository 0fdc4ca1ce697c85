import { type RawBuilder, sql, type SqlBool } from "kysely";

export type Condition = RawBuilder<SqlBool>;

const pair = /^[a-z0-9#~]{2}$/;
const followers = Array.from(" abcdefghijklmnopqrstuvwxyz0123456789");
/** As much of a word as is looked up. More, such as the host of an email address, only takes longer. */
const longest = 8;

/** Whether the index of trigrams can find a word: it has three characters, or two of ASCII. */
export function isIndexable(word: string): boolean {
  return word.length > 2 || pair.test(word);
}

/** The SQL condition that a row contains a word, for reading many rows. */
export function containing(word: string): Condition {
  return sql`search_words like ${pattern(word)}`;
}

/** The same, beside `lookingUp`: PostgreSQL does not look the word up too. */
export function containingToo(word: string): Condition {
  return sql`strpos(search_words collate "C", ${word}) > 0`;
}

/**
 * The SQL condition for looking up rows that contain a word in the index of trigrams. It holds for some more rows if the
 * word is long. A word of two letters is looked up with each character that can follow, which makes three.
 */
export function lookingUp(word: string): Condition {
  if (word.length === 2) return sql`search_words like any (${followers.map((next) => pattern(word + next))})`;
  return sql`search_words like ${pattern(word.slice(0, longest))}`;
}

// No word contains %, _ or \, which have a meaning in a pattern.
function pattern(text: string): string {
  return `%${text}%`;
}
