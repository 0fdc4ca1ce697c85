import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { foldForSearch } from "../../db/search-text.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import type { Page } from "../procedures/paging.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import { containing } from "../procedures/search-query.ts";
import { notFound } from "../refusals.ts";
import { organisationColumns, type organisationOutput } from "./schema.ts";

type StoredOrganisation = z.input<typeof organisationOutput>;

/**
 * A query for the organisations that the actor may see: all of them or, for an organisation user, those they belong to.
 */
function visibleTo(db: Database, actor: Actor) {
  return actor.kind === "organisation_user" ? organisationsOf(db, actor.id) : db.selectFrom("organisations");
}

/** A query for the organisations that an organisation user belongs to. */
function organisationsOf(db: Database, userId: string | Expression<string>) {
  return db
    .selectFrom("organisations")
    .where("id", "in", (query) =>
      query.selectFrom("memberships").select("organisation_id").where("user_id", "=", userId),
    );
}

/**
 * Returns a page of the organisations that the actor may see and that match `query`, ordered by name. If `query` is
 * empty, every organisation matches (specification, section 3, Order and pages).
 */
export function listOrganisations(
  db: Database,
  actor: Actor,
  { page, query }: { page: number; query: string },
): Promise<Page<StoredOrganisation>> {
  const visible = visibleTo(db, actor).$if(query !== "", (found) =>
    found.where((where) => matches(where, query)),
  );
  const inOrder = visible
    .select(organisationColumns)
    .orderBy(sql`name collate english`)
    .orderBy("id");
  return readPage(db, page, rowsOn(page, inOrder), countOf(visible));
}

const number = /^\d{1,8}$/;
// At least one digit, because a query of letters only is far more often the start of a name than of a postcode.
const postcodeStart = /^[A-Z]{1,2}\d[A-Z\d]{0,5}$/;

/**
 * The SQL condition that an organisation matches a query: its name contains the query, its URN or UKPRN equals it, or
 * its postcode begins with it, with or without the space (specification, section 7, Search).
 *
 * @param query must not be empty
 */
function matches(where: ExpressionBuilder<DB, "organisations">, query: string): Expression<SqlBool> {
  const name = foldForSearch(query);
  const code = name.replaceAll(" ", "").toUpperCase();
  const ways: Expression<SqlBool>[] = [];
  if (name !== "") ways.push(where("search_name", "like", containing(name)));
  if (number.test(code)) ways.push(where("urn", "=", code), where("ukprn", "=", code));
  if (postcodeStart.test(code)) ways.push(where(sql`upper(replace(postcode, ' ', ''))`, "like", `${code}%`));
  return where.or(ways); // `or` of an empty list is false
}

/**
 * Returns one organisation.
 *
 * @throws {TRPCError} NOT_FOUND if it does not exist or the actor may not see it
 */
export async function getOrganisation(db: Database, actor: Actor, id: string): Promise<StoredOrganisation> {
  const [organisation] =
    actor.kind === "organisation_user"
      ? await organisationOfMember(db, { id, userId: actor.id })
      : await organisationById(db, { id });
  if (organisation === undefined) throw notFound();
  return organisation;
}

const organisationById = compiledOnce((db, { id }: Placeholders<{ id: string }>) =>
  db.selectFrom("organisations").select(organisationColumns).where("id", "=", id),
);

const organisationOfMember = compiledOnce(
  (db, { id, userId }: Placeholders<{ id: string; userId: string }>) =>
    organisationsOf(db, userId).select(organisationColumns).where("id", "=", id),
);

/** @throws {TRPCError} NOT_FOUND if there is no such organisation */
export async function requireOrganisation(db: Database, id: string): Promise<void> {
  await db.selectFrom("organisations").select("id").where("id", "=", id).executeTakeFirstOrThrow(notFound);
}
