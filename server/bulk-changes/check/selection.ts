import { TRPCError } from "@trpc/server";
import type { Database } from "../../../db/database.ts";
import { inListOrder } from "../../organisation-users/organisation-users.ts";
import { nameOrder } from "../../people/person.ts";
import { fieldErrorsToTrpc } from "../../procedures/field-errors.ts";
import { mostFound } from "../../search/page.ts";

/** What a list of people shows: all of it, or what its search and its filter leave. */
type Listed = { query: string; show?: string; organisationId: string | null };

/**
 * Returns the ids of the people that a list shows on all its pages, in its order (specification, section 11, Checking).
 *
 * @throws {TRPCError} BAD_REQUEST if there are more than 1,000; NOT_IMPLEMENTED for a list that is searched or filtered
 */
export async function listedUsers(db: Database, { organisationId, query, show }: Listed): Promise<string[]> {
  if (query !== "" || show !== undefined) throw new TRPCError({ code: "NOT_IMPLEMENTED" });
  const everybody = db.selectFrom("organisation_users").select("id").orderBy(nameOrder).orderBy("id");
  const memberships = db.selectFrom("memberships").select("user_id as id");
  const users =
    organisationId === null
      ? await everybody.limit(mostFound + 1).execute()
      : await inListOrder(memberships.where("organisation_id", "=", organisationId))
          .limit(mostFound + 1)
          .execute();
  if (users.length > mostFound) throw fieldErrorsToTrpc({ all: "Narrow the list to select all users" });
  return users.map(({ id }) => id);
}
