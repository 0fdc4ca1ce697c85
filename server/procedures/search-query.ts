import { z } from "zod";
import { plainText } from "../people/name.ts";

/** The longest search query, in characters. The rest is cut off, so that no search takes too long. */
export const queryLength = 200;

/** Returns a search query as plain text of at most `queryLength` characters. It may be empty. */
export function normaliseQuery(text: string): string {
  return Array.from(plainText(text)).slice(0, queryLength).join("").trimEnd();
}

/**
 * Returns a pattern for LIKE that matches values which contain the text. `%`, `_` and `\` in the text are matched
 * literally.
 */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The schema of `query` in a call's input. An empty query finds everything. */
export const queryInput = z.string("Query must be text").transform(normaliseQuery).default("");
