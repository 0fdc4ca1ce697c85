import { z } from "zod";
import { compiled } from "./output.ts";

/** The number of rows on one page of any list (specification, section 3). */
export const pageSize = 25;

/** Beyond the end of every list, and in the range of PostgreSQL's `integer` with a page added. */
const farthest = 2_000_000_000;

/** The number of rows on all pages before a page; of a page that no list has, a number beyond the end of every list. */
export function offsetOf(page: number): number {
  return Math.min((page - 1) * pageSize, farthest);
}

/** One page of a list. `page` counts from 1. `total` counts the items on all pages. An empty list has one page. */
export type Page<Item> = { items: Item[]; total: number; page: number; pageCount: number };

/** The output schema of a procedure that lists items of one kind. */
export function pageOutput<Item extends z.ZodType>(item: Item) {
  return compiled(z.object(pageShape(item)));
}

/** The fields of `pageOutput`, for a list that has more. */
export function pageShape<Item extends z.ZodType>(item: Item) {
  return {
    items: z.array(item),
    total: z.int().describe("how many there are on all pages"),
    page: z.int().describe("counts from 1"),
    pageCount: z.int().describe("at least 1"),
  };
}

/** The schema of `page` in a call's input. */
export const pageInput = z.int("Page must be a whole number").min(1, "Page must be 1 or more").default(1);

/** The most items that a caller can take in one part. */
const mostInPart = 1_000;

const pageSizeError = "Page size must be 1 to 1,000";

/**
 * Returns the schema of `pageSize`: how many items a caller takes in one part of what is read part by part.
 *
 * @param usual the number without `pageSize`
 */
export function pageSizeInput(usual: number) {
  return z
    .int(pageSizeError)
    .min(1, pageSizeError)
    .max(mostInPart, pageSizeError)
    .default(usual)
    .describe("how many in one part; at most 1,000");
}

export function toPage<Item>(items: Item[], total: number, page: number): Page<Item> {
  return { items, total, page, pageCount: Math.max(1, Math.ceil(total / pageSize)) };
}
