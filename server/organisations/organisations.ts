import { type Expression, sql } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { Actor } from "../actor.ts";
import { countOf, readPage, rowsOn } from "../procedures/read-page.ts";
import { notFound } from "../refusals.ts";
import { findPage, isOneOf, type SearchedList } from "../search/find.ts";
import type { Condition } from "../search/matches.ts";
import type { FoundPage } from "../search/page.ts";
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

const byName = sql`name collate english, id`;

const searched: SearchedList<StoredOrganisation> = {
  table: "organisations",
  sortedBy: ["name"],
  rows: (db, ids) =>
    db.selectFrom("organisations").select(organisationColumns).where(isOneOf(ids)).orderBy(byName),
};

/**
 * Returns a page of the organisations that the actor may see and that match `query`, ordered by name. If `query` is
 * empty, every organisation matches (specification, section 3, Order and pages; section 7, Search).
 */
export async function listOrganisations(
  db: Database,
  actor: Actor,
  { page, query }: { page: number; query: string },
): Promise<FoundPage<StoredOrganisation>> {
  if (query !== "") return searchOrganisations(db, actor, { page, query });
  const visible = visibleTo(db, actor);
  const rows = rowsOn(page, visible.select(organisationColumns).orderBy(byName));
  return { ...(await readPage(db, page, rows, countOf(visible))), isMore: false };
}

function searchOrganisations(
  db: Database,
  actor: Actor,
  { page, query }: { page: number; query: string },
): Promise<FoundPage<StoredOrganisation>> {
  const isVisible: Condition = sql`id in (${visibleTo(db, actor).select("organisations.id")})`;
  const filters = actor.kind === "organisation_user" ? { conditions: [isVisible], share: 0 } : undefined;
  return findPage(db, searched, { query, filters, page });
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
