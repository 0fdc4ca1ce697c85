import { z } from "zod";
import { plainText } from "../people/name.ts";

/** The longest search query, in characters. The rest is cut off, so that no search takes too long. */
export const queryLength = 200;

/** How much of the typed text is looked at, in UTF-16 code units: long text is cut before it is normalised. */
const rawLength = 1_000;

/** Returns a search query as plain text of at most `queryLength` characters. It may be empty. */
export function normaliseQuery(text: string): string {
  const plain = plainText(text.slice(0, rawLength));
  return Array.from(plain).slice(0, queryLength).join("").trimEnd();
}

/** The schema of `query` in a call's input. An empty query finds everything. */
export const queryInput = z.string("Query must be text").transform(normaliseQuery).default("");
