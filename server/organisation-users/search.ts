import { type Expression, type SelectQueryBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { compiledOnce } from "../../db/statements/compiled-once.ts";
import { foldForSearch } from "../../db/search-text.ts";
import { offsetOf, type Page } from "../procedures/paging.ts";
import { countOf, pageFrom, rowCount, rowsFrom, selectPage, start } from "../procedures/read-page.ts";
import { nameOrder, personColumns } from "../people/person.ts";
import { containing } from "../procedures/search-query.ts";
import type { foundOutput, SearchInput } from "./schema.ts";

type FoundUser = z.input<typeof foundOutput>;

/**
 * A query for the organisation users whose name or email address contains each word of `query`, in any order; with
 * `notSignedIn`, only those who have never signed in.
 */
export function matching(db: Database, { query, notSignedIn }: Omit<SearchInput, "page">) {
  const words = foldForSearch(query).split(" ").filter(Boolean);
  const people = words.reduce(
    (found, word) => found.where("search_text", "like", containing(word)),
    db.selectFrom("organisation_users"),
  );
  return notSignedIn ? people.where("last_signed_in_at", "is", null) : people;
}

/**
 * Returns a page of the organisation users that a search finds, with the organisations of each, ordered by first name,
 * last name, id (specification, section 3, Order and pages).
 */
export async function searchOrganisationUsers(
  db: Database,
  { page, ...search }: SearchInput,
): Promise<Page<FoundUser>> {
  if (search.query !== "" || page > 1) {
    return pageFrom(await pageOf(db, search, offsetOf(page)).execute(), page);
  }
  const first = search.notSignedIn ? firstNotSignedIn : firstOfAll;
  return pageFrom(await first(db, {}), page);
}

const firstOfAll = compiledOnce((db) => pageOf(db, { query: "", notSignedIn: false }, start));
const firstNotSignedIn = compiledOnce((db) => pageOf(db, { query: "", notSignedIn: true }, start));

function pageOf(db: Database, search: Omit<SearchInput, "page">, offset: number | Expression<number>) {
  const people = matching(db, search);
  return selectPage(db, pageOfPeople(db, people, offset), totalOf(people, search));
}

/** The number of people found. Without a `query`, it is read from the table `row_counts` instead of counted. */
function totalOf(people: People, { query, notSignedIn }: Omit<SearchInput, "page">) {
  if (query !== "") return countOf(people);
  return rowCount(notSignedIn ? "people not signed in" : "people");
}

type People = ReturnType<typeof matching>;

/** The query for a page. It reads the organisations only of people on this page, not of people on the pages before. */
export function pageOfPeople(db: Database, people: People, offset: number | Expression<number>) {
  const onPage = rowsFrom(offset, inOrder(people.selectAll())).as("organisation_users");
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
