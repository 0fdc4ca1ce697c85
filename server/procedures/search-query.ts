import { z } from "zod";
import { plainText } from "../people/plain-text.ts";

/** Characters of a query that are looked at; the rest is cut off, so that no query is too long to answer. */
export const queryLength = 200;

/** What somebody searches for, as it is used and shown again: in plain text, bounded; empty where nothing was typed. */
export function normaliseQuery(text: string): string {
  return Array.from(plainText(text)).slice(0, queryLength).join("").trimEnd();
}

/** A pattern for LIKE that takes a text at its word, at any place. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** The `query` of a call's input; an empty one finds everything. */
export const queryInput = z.string("Query must be text").transform(normaliseQuery).default("");
