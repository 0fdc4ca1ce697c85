import { z } from "zod";
import { compiled } from "../procedures/output.ts";
import { offsetOf, type Page, pageShape, toPage } from "../procedures/paging.ts";

/** The number of matches that a search counts and shows (specification, section 7, Search). */
export const mostFound = 1_000;

/** One page of what a search or a filter found. `total` is at most `mostFound`; `isMore`: there are more. */
export type FoundPage<Item> = Page<Item> & { isMore: boolean };

/** The output schema of a procedure that lists items of one kind, and can search them. */
export function foundPageOutput<Item extends z.ZodType>(item: Item) {
  return compiled(z.object(foundPageShape(item)));
}

/** The fields of `foundPageOutput`, for a list that has more. */
export function foundPageShape<Item extends z.ZodType>(item: Item) {
  const isMore = z
    .boolean()
    .describe(`whether more than ${mostFound.toLocaleString("en-GB")} match; \`total\` is then ${mostFound}`);
  return { ...pageShape(item), isMore };
}

/** Cuts a page of all matches to what is shown of them. `total` must count up to one more than `mostFound`. */
export function cutOff<Item>({ items, total, page }: Page<Item>): FoundPage<Item> {
  const shown = offsetOf(page) < mostFound ? items : [];
  return { ...toPage(shown, Math.min(total, mostFound), page), isMore: total > mostFound };
}
