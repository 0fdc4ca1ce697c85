import { sql } from "kysely";
import { organisationUserEmail, supportUserEmail } from "./email.ts";

/** What differs between the two kinds of user. `farewell` is the email to a user who is removed. */
export const userKinds = {
  support_user: {
    table: "support_users",
    isCurrent: sql<boolean>`removed_at is null`,
    emailSchema: supportUserEmail,
    invitation: "support_user_added",
    farewell: "support_user_removed",
  },
  organisation_user: {
    table: "organisation_users",
    isCurrent: sql<boolean>`true`,
    emailSchema: organisationUserEmail,
    invitation: "organisation_user_added",
    farewell: "organisation_user_removed",
  },
} as const;

export type UserKind = keyof typeof userKinds;
