import { z } from "zod";
import { plainText } from "../people/name.ts";

/** The number of characters of a query that count. The rest is cut off, so that no query takes too long. */
export const queryLength = 200;

/** A query as it is used and shown again: plain text of limited length, which may be empty. */
export function normaliseQuery(text: string): string {
  return Array.from(plainText(text)).slice(0, queryLength).join("").trimEnd();
}

/** A pattern for LIKE that matches a text literally, anywhere. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The `query` of a call's input. An empty one finds everything. */
export const queryInput = z.string("Query must be text").transform(normaliseQuery).default("");
