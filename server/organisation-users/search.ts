import { type Expression, type Selectable, type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { compiledOnce } from "../../db/statements/compiled-once.ts";
import { offsetOf } from "../procedures/paging.ts";
import { pageFrom, rowCount, rowsFrom, selectPage, start } from "../procedures/read-page.ts";
import { nameOrder, personColumns } from "../people/person.ts";
import { type Filters, findPage, isOneOf, type SearchedList } from "../search/find.ts";
import type { Condition } from "../search/matches.ts";
import { cutOff, type FoundPage } from "../search/page.ts";
import type { foundOutput, SearchInput } from "./schema.ts";

type FoundUser = z.input<typeof foundOutput>;

const searched: SearchedList<FoundUser> = {
  table: "person_words",
  sortedBy: ["first_name", "last_name"],
  rows: (db, ids) =>
    withOrganisations(db, db.selectFrom("organisation_users").selectAll().where(isOneOf(ids))),
};

/**
 * Returns a page of the organisation users that a search finds, with the organisations of each, ordered by first name,
 * last name, id; with `notSignedIn`, only of those who have never signed in (specification, section 3, Order and pages;
 * section 7, Search).
 */
export async function searchOrganisationUsers(
  db: Database,
  { page, query, notSignedIn }: SearchInput,
): Promise<FoundPage<FoundUser>> {
  const filters = notSignedIn ? foundNeverSignedIn : undefined;
  if (query !== "") return findPage(db, searched, { query, filters, page });
  const first = notSignedIn ? firstNotSignedIn : firstOfAll;
  const rows = page === 1 ? await first(db, {}) : await pageOf(db, notSignedIn, offsetOf(page)).execute();
  const found = pageFrom(rows, page);
  return notSignedIn ? cutOff(found) : { ...found, isMore: false };
}

const firstOfAll = compiledOnce((db) => pageOf(db, false, start));
const firstNotSignedIn = compiledOnce((db) => pageOf(db, true, start));

/** The query for a page of all people, or of those who have never signed in. Their number is read, not counted. */
function pageOf(db: Database, notSignedIn: boolean, offset: number | Expression<number>) {
  const all = db.selectFrom("organisation_users");
  const people = notSignedIn ? all.where(neverSignedIn) : all;
  const items = withOrganisations(db, rowsFrom(offset, inOrder(people.selectAll())));
  return selectPage(db, items, rowCount(notSignedIn ? "people not signed in" : "people"));
}

const neverSignedIn: Condition = sql`last_signed_in_at is null`;
/** The share is a guess. */
const foundNeverSignedIn: Filters = {
  conditions: [
    sql`
      exists (select from organisation_users person where person.id = person_words.id and last_signed_in_at is null)
    `,
  ],
  share: 0.2,
};

type People = SelectQueryBuilder<DB, "organisation_users", Selectable<DB["organisation_users"]>>;

/** The query for people in order. It reads the organisations only of these people, not of those on the pages before. */
function withOrganisations(db: Database, people: People) {
  const onPage = people.as("organisation_users");
  return inOrder(db.selectFrom(onPage).select(["organisation_users.id", ...personColumns])).select((query) =>
    jsonArrayFrom(
      query
        .selectFrom("memberships")
        .innerJoin("organisations", "organisations.id", "organisation_id")
        .select(["organisations.id", "organisations.name"])
        .whereRef("user_id", "=", "organisation_users.id")
        .orderBy(sql`organisations.name collate english`)
        .orderBy("organisations.id"),
    ).as("organisations"),
  );
}

function inOrder<Row>(people: SelectQueryBuilder<DB, "organisation_users", Row>) {
  return people.orderBy(nameOrder).orderBy("organisation_users.id");
}
