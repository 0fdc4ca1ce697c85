import { TRPCError } from "@trpc/server";
import type { Database } from "../../../db/database.ts";

/** What a list of people shows: all of it, or what its search and its filter leave. */
type Listed = { query: string; show?: string; organisationId: string | null };

/**
 * Returns the ids of the people that a list shows on all its pages, in its order (specification, section 11).
 *
 * @throws {TRPCError} BAD_REQUEST if there are more than 1,000
 */
export function listedUsers(..._: [db: Database, listed: Listed]): Promise<string[]> {
  throw new TRPCError({ code: "NOT_IMPLEMENTED" });
}
