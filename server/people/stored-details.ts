import { type RawBuilder, sql } from "kysely";
import { personSearchText } from "../../db/person-search-text.ts";

type Details = { firstName: string; lastName: string; email: string };

/** The assignments that store somebody's details; what organisation users are searched by goes with them. */
export function assignDetails(
  kind: "support_user" | "organisation_user",
  { firstName, lastName, email }: Details,
): RawBuilder<unknown> {
  const details = sql`first_name = ${firstName}, last_name = ${lastName}, email = ${email}`;
  if (kind === "support_user") return details;
  return sql`${details}, search_text = ${personSearchText({ firstName, lastName, email })}`;
}
