import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { isoTime } from "../../db/iso-time.ts";
import { toPage } from "../procedures/paging.ts";
import { readPage, rowsOn } from "../procedures/read-page.ts";
import { cutOff, type FoundPage, mostFound } from "../search/page.ts";
import { searchWords } from "../search/words.ts";
import type { ListInput, Problem } from "./schema.ts";

/** Arguments for Kysely's `select`: the columns of a `Problem`. */
export const problemColumns = [
  "id",
  "email",
  "given_name as givenName",
  "family_name as familyName",
  "reason",
  "count",
  isoTime(sql<Date>`first_at`).as("firstAt"),
  isoTime(sql<Date>`last_at`).as("lastAt"),
  sql<Problem["state"]>`
    case when resolved_at is not null then 'resolved' when invited_at is not null then 'invited' else 'open' end
  `.as("state"),
] as const;

/**
 * Returns a page of the refused sign-ins, newest first: those that are not resolved, or all. Every word of the query is in
 * the name or the address. Counts to 1,000 in any case, because strangers can add thousands (specification, section 12,
 * Refused sign-ins).
 */
export async function listProblems(
  db: Database,
  { query, show, page }: ListInput,
): Promise<FoundPage<Problem>> {
  const words = searchWords(query);
  if (query !== "" && words.length === 0) return cutOff(toPage([], 0, page));
  let problems = db.selectFrom("refused_sign_ins");
  if (show === "open") problems = problems.where("resolved_at", "is", null);
  // No word contains %, _ or \, which have a meaning in a pattern.
  for (const word of words) problems = problems.where("search_words", "like", `%${word}%`);
  const counted = problems.select("id").limit(sql.lit(mostFound + 1));
  const total = sql<number>`(select count(*) from (${counted}) counted)`;
  const inOrder = problems.select(problemColumns).orderBy("last_at", "desc").orderBy("id", "desc");
  const found = await readPage(db, page, rowsOn(page, inOrder), total);
  return cutOff(found);
}
