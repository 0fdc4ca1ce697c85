import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from "kysely";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import { fieldErrorsToTrpc } from "../procedures/field-errors.ts";
import { countOf, idsOnPage, readPage, rowCount, rowsOn } from "../procedures/read-page.ts";
import { notFound, refusal } from "../refusals.ts";
import { type Filters, findAndCount, findPage, isOneOf, type SearchedList } from "../search/find.ts";
import type { Condition } from "../search/matches.ts";
import type { FoundPage } from "../search/page.ts";
import { organisationColumns } from "./columns.ts";
import type { describedOutput, ListInput, OrganisationInput, organisationOutput } from "./schema.ts";
import { successorsOf } from "./successors.ts";

type StoredOrganisation = z.input<typeof organisationOutput>;

/** A query for the organisations that an organisation user belongs to. */
function organisationsOf(db: Database, userId: string | Expression<string>) {
  return db
    .selectFrom("organisations")
    .where("id", "in", (query) =>
      query.selectFrom("memberships").select("organisation_id").where("user_id", "=", userId),
    );
}

const isOpen = sql<SqlBool>`not is_closed`;

const byName = sql`name collate english, id`;

const searched: SearchedList<StoredOrganisation> = {
  table: "organisations",
  sortedBy: ["name"],
  rows: (db, ids) =>
    db.selectFrom("organisations").select(organisationColumns).where(isOneOf(ids)).orderBy(byName),
};

const open: Filters = { conditions: [isOpen], by: "words", leftOut: sql`is_closed` };

/** A page of organisations. `closedLeftOut`: how many that have closed match the search, but are left out of it. */
type OrganisationPage = FoundPage<StoredOrganisation> & { closedLeftOut: number };

/**
 * Returns a page of the organisations that the actor may see and that match `query`, ordered by name. If `query` is
 * empty, every organisation matches. Those that have closed are left out, unless `includeClosed` or the actor belongs to
 * them (specification, section 3, Order and pages; section 7, Search; section 13, Include closed).
 */
export async function listOrganisations(
  db: Database,
  actor: Actor,
  input: ListInput,
): Promise<OrganisationPage> {
  if (actor.kind === "organisation_user")
    return { ...(await listOwn(db, actor.id, input)), closedLeftOut: 0 };
  const { page, query, includeClosed } = input;
  if (query === "") return { ...(await listAll(db, page, includeClosed)), isMore: false, closedLeftOut: 0 };
  if (includeClosed) return { ...(await findPage(db, searched, { query, page })), closedLeftOut: 0 };
  const { found, leftOut } = await findAndCount(db, searched, { query, page, filters: open });
  return { ...found, closedLeftOut: leftOut };
}

function listAll(db: Database, page: number, includeClosed: boolean) {
  const total = rowCount(includeClosed ? "organisations" : "open organisations");
  const isListed = includeClosed ? sql<SqlBool>`true` : isOpen;
  if (page === 1) {
    const all = db.selectFrom("organisations").select(organisationColumns).where(isListed);
    return readPage(db, page, rowsOn(page, all.orderBy(byName)), total);
  }
  const ids = sql`select id from organisations where ${isListed}`;
  const onPage = idsOnPage(page, { ids, order: ["name collate english", "id"], total });
  return readPage(db, page, searched.rows(db, onPage), total);
}

async function listOwn(
  db: Database,
  userId: string,
  { page, query }: ListInput,
): Promise<FoundPage<StoredOrganisation>> {
  const own = organisationsOf(db, userId);
  if (query === "") {
    const rows = rowsOn(page, own.select(organisationColumns).orderBy(byName));
    return { ...(await readPage(db, page, rows, countOf(own))), isMore: false };
  }
  const isOwn: Condition = sql`id in (${own.select("organisations.id")})`;
  return findPage(db, searched, { query, page, filters: { conditions: [isOwn], by: "conditions" } });
}

/**
 * Returns one organisation, with what replaced it if it has closed.
 *
 * @throws {TRPCError} NOT_FOUND if it does not exist or the actor may not see it; BAD_REQUEST if several organisations have
 * the UKPRN
 */
export async function getOrganisation(
  db: Database,
  actor: Actor,
  input: OrganisationInput,
): Promise<z.input<typeof describedOutput>> {
  const id = input.organisationId ?? (await findByNumber(db, input));
  const [organisation] =
    actor.kind === "organisation_user"
      ? await organisationOfMember(db, { id, userId: actor.id })
      : await organisationById(db, { id });
  if (organisation === undefined) throw notFound();
  return organisation;
}

/** A URN is one organisation's. A UKPRN can be that of several (specification, section 7, Import). */
async function findByNumber(db: Database, { urn, ukprn }: OrganisationInput): Promise<string> {
  const found = await db
    .selectFrom("organisations")
    .select("id")
    .where((is) => (urn === undefined ? is("ukprn", "=", ukprn ?? null) : is("urn", "=", urn)))
    .limit(2)
    .execute();
  if (found.length > 1) throw fieldErrorsToTrpc({ ukprn: sharedUkprn });
  if (found[0] === undefined) throw notFound();
  return found[0].id;
}

/** What a caller is told who names an organisation by a UKPRN that several have. */
export const sharedUkprn = "More than one organisation has this UKPRN. Enter a URN";

const organisationById = compiledOnce((db, { id }: Placeholders<{ id: string }>) =>
  described(db.selectFrom("organisations")).where("id", "=", id),
);

const organisationOfMember = compiledOnce(
  (db, { id, userId }: Placeholders<{ id: string; userId: string }>) =>
    described(organisationsOf(db, userId)).where("id", "=", id),
);

/** Selects what describes an organisation. */
export function described(organisations: SelectQueryBuilder<DB, "organisations", object>) {
  return organisations
    .select(organisationColumns)
    .select((query) =>
      successorsOf(query.ref("organisations.id"), query.ref("organisations.is_closed")).as("successors"),
    );
}

/**
 * @throws {TRPCError} NOT_FOUND if there is no such organisation; FORBIDDEN with the reason `organisationClosed` if it has
 * closed
 */
export async function requireOpenOrganisation(db: Database, id: string): Promise<void> {
  const { is_closed } = await db
    .selectFrom("organisations")
    .select("is_closed")
    .where("id", "=", id)
    .executeTakeFirstOrThrow(notFound);
  if (is_closed) throw refusal("organisationClosed");
}
