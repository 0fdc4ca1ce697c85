import { sql } from "kysely";
import { foldForSearch } from "../../db/search-text.ts";
import { type Details, toColumns } from "./details.ts";
import { organisationUserEmail, supportUserEmail } from "./email.ts";

/** What differs between the two kinds of user. `farewell` is the email to a user who is removed. */
export const userKinds = {
  support_user: {
    table: "support_users",
    isCurrent: sql<boolean>`removed_at is null`,
    emailSchema: supportUserEmail,
    toRow: toColumns,
    invitation: "support_user_added",
    farewell: "support_user_removed",
  },
  organisation_user: {
    table: "organisation_users",
    isCurrent: sql<boolean>`true`,
    emailSchema: organisationUserEmail,
    toRow: (details: Details) => ({ ...toColumns(details), search_text: searchTextOf(details) }),
    invitation: "organisation_user_added",
    farewell: "organisation_user_removed",
  },
} as const;

export type UserKind = keyof typeof userKinds;

/** The text in which a search for organisation users looks for words (specification, section 7, Search). */
function searchTextOf({ firstName, lastName, email }: Details): string {
  return foldForSearch(`${firstName} ${lastName} ${email}`);
}
