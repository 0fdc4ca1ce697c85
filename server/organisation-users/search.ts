import { type Selectable, type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import { toPage } from "../procedures/paging.ts";
import { idsOnPage, pageFrom, rowCount, rowsFrom, selectPage, start } from "../procedures/read-page.ts";
import type { Show } from "../people/filters/shows.ts";
import { namedColumns } from "../organisations/columns.ts";
import { nameOrder, personColumns } from "../people/person.ts";
import { findPage, isOneOf, type SearchedList } from "../search/find.ts";
import { cutOff, type FoundPage } from "../search/page.ts";
import { filterPeople } from "./finding/filtered.ts";
import { filtersOf } from "./finding/filters.ts";
import type { foundOutput, SearchInput } from "./schema.ts";

export type FoundUser = z.input<typeof foundOutput>;

const searched: SearchedList<FoundUser> = {
  table: "searched_people",
  sortedBy: ["first_name", "last_name"],
  rows: (db, ids) =>
    withOrganisations(db, db.selectFrom("organisation_users").selectAll().where(isOneOf(ids))),
};

/** Reads people by their ids, in the order of the list. */
export const peopleByIds = compiledOnce((db, { ids }: Placeholders<{ ids: string[] }>) =>
  searched.rows(db, ids),
);

/**
 * Returns a page of the organisation users that a search finds, with the organisations of each, ordered by first name,
 * last name, id; with a filter, only of those that it shows (specification, section 3, Order and pages; section 7,
 * Search; section 14).
 */
export async function searchOrganisationUsers(
  db: Database,
  input: SearchInput,
): Promise<FoundPage<FoundUser>> {
  const { page, query } = input;
  const show = shownBy(input);
  if (query !== "") return findPage(db, searched, { query, filters: await filtersOf(db, show), page });
  if (show === "all") return { ...(await readAll(db, page)), isMore: false };
  const { ids, total } = await filterPeople(db, show, page);
  return cutOff(toPage(await peopleByIds(db, { ids }), total, page));
}

/** Which users a search shows. `notSignedIn` is how callers of earlier releases ask for those who have not signed in. */
function shownBy({ show, notSignedIn }: SearchInput): Show {
  return notSignedIn && show === "all" ? "not_signed_in" : show;
}

/** Whether a call searches or filters. */
export function isSearch(input: SearchInput): boolean {
  return input.query !== "" || shownBy(input) !== "all";
}

async function readAll(db: Database, page: number) {
  const rows = page === 1 ? await firstPage(db, {}) : await laterPage(db, page).execute();
  return pageFrom(rows, page);
}

/** The query for the first page of all people. Their number is read, not counted. */
const firstPage = compiledOnce((db) => {
  const people = inOrder(db.selectFrom("organisation_users").selectAll());
  return selectPage(db, withOrganisations(db, rowsFrom(start, people)), rowCount("people"));
});

function laterPage(db: Database, page: number) {
  const ids = idsOnPage(page, {
    ids: sql`select id from organisation_users`,
    order: ["first_name collate english", "last_name collate english", "id"],
    total: rowCount("people"),
  });
  return selectPage(db, searched.rows(db, ids), rowCount("people"));
}

type People = SelectQueryBuilder<DB, "organisation_users", Selectable<DB["organisation_users"]>>;

/** The query for people in order. It reads the organisations only of these people, not of those on the pages before. */
function withOrganisations(db: Database, people: People) {
  const onPage = people.as("organisation_users");
  return inOrder(db.selectFrom(onPage).select(["organisation_users.id", ...personColumns])).select((query) =>
    jsonArrayFrom(
      query
        .selectFrom("memberships")
        .innerJoin("organisations", "organisations.id", "organisation_id")
        .select(namedColumns)
        .whereRef("user_id", "=", "organisation_users.id")
        .orderBy(sql`organisations.name collate english`)
        .orderBy("organisations.id"),
    ).as("organisations"),
  );
}

function inOrder<Row>(people: SelectQueryBuilder<DB, "organisation_users", Row>) {
  return people.orderBy(nameOrder).orderBy("organisation_users.id");
}
