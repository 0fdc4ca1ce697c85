import { TRPCError } from "@trpc/server";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { executePrepared } from "../../db/prepared.ts";
import type { Actor } from "../actor.ts";
import type { Page } from "../procedures/paging.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import { matches } from "./search.ts";

export type Organisation = {
  id: string;
  name: string;
  type: string;
  urn: string | null;
  ukprn: string | null;
  street: string | null;
  town: string | null;
  postcode: string | null;
};

const columns = ["id", "name", "type", "urn", "ukprn", "street", "town", "postcode"] as const;

/** Every organisation for support users and tokens; for an organisation user, those they belong to. */
function visibleTo(db: Database, actor: Actor) {
  const organisations = db.selectFrom("organisations");
  if (actor.kind !== "organisation_user") return organisations;
  return organisations.where("id", "in", (query) =>
    query.selectFrom("memberships").select("organisation_id").where("user_id", "=", actor.id),
  );
}

/** A page of organisations, by name (specification, section 3, Order and pages): those that match the query, where there is one. */
export function listOrganisations(
  db: Database,
  actor: Actor,
  { page, query }: { page: number; query: string },
): Promise<Page<Organisation>> {
  const visible = visibleTo(db, actor).$if(query !== "", (found) => found.where(matches(query)));
  const inOrder = visible
    .select(columns)
    .orderBy(sql`name collate english`)
    .orderBy("id");
  return readPage(db, page, rowsOn(page, inOrder), countOf(visible));
}

/** One organisation, or undefined where there is none that the actor may see. */
export async function findOrganisation(
  db: Database,
  actor: Actor,
  id: string,
): Promise<Organisation | undefined> {
  const query = visibleTo(db, actor).select(columns).where("id", "=", id);
  const [organisation] = await executePrepared(db, query.compile());
  return organisation;
}

/** @throws {TRPCError} NOT_FOUND where there is no such organisation */
export async function requireOrganisation(db: Database, id: string): Promise<void> {
  const found = await db.selectFrom("organisations").select("id").where("id", "=", id).executeTakeFirst();
  if (found === undefined) throw new TRPCError({ code: "NOT_FOUND" });
}
