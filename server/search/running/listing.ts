import type { Database } from "../../../db/database.ts";
import type { Actor } from "../../actor.ts";
import { pageSize } from "../../procedures/paging.ts";
import type { Context } from "../../procedures/trpc.ts";
import { mostFound } from "../page.ts";

/** The last page that PostgreSQL finds about as fast as the first. It reads the rows of all pages before a page. */
const lastNearPage = mostFound / pageSize;

type Resolver<Input, Result> = (options: {
  ctx: Context & { actor: Actor };
  input: Input;
}) => Promise<Result>;

/**
 * Returns the resolver of a procedure that lists something. It runs as a search, with the limits of searches, if the input
 * searches, filters, or asks for a page far from the first.
 *
 * @param isSearch whether an input searches or filters
 * @param list lists a page, from the connections that it gets
 */
export function listing<Input extends { page: number }, Result>(
  isSearch: (input: Input) => boolean,
  list: (db: Database, input: Input, actor: Actor) => Promise<Result>,
): Resolver<Input, Result> {
  return ({ ctx, input }) =>
    isSearch(input) || input.page > lastNearPage
      ? ctx.searches.run(ctx, (db) => list(db, input, ctx.actor))
      : list(ctx.db, input, ctx.actor);
}
