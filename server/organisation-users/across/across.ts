import { sql } from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import { emailsToOrganisationUser, explainEmail } from "../../emails/list.ts";
import { currentIdOf } from "../../people/merged.ts";
import { namedColumns } from "../../organisations/columns.ts";
import { personColumns } from "../../people/person.ts";
import { notFound } from "../../refusals.ts";
import type { UserAcross } from "../schema.ts";

/**
 * Returns an organisation user in all their organisations, which may be none, with all emails to them.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function describeAcross(db: Database, userId: string): Promise<UserAcross> {
  const [user] = await userAcross(db, { userId });
  if (user === undefined) throw notFound();
  const emails = user.emails.map(({ organisation, ...email }) => ({
    ...explainEmail(email, organisation?.isClosed === true),
    organisation,
  }));
  return { ...user, emails };
}

const userAcross = compiledOnce((db, { userId }: Placeholders<{ userId: string }>) =>
  db
    .selectFrom("organisation_users")
    .select(["organisation_users.id", ...personColumns])
    .select((query) => {
      const organisations = query
        .selectFrom("memberships")
        .innerJoin("organisations", "organisations.id", "organisation_id")
        .select(namedColumns)
        .whereRef("user_id", "=", "organisation_users.id")
        .orderBy(sql`organisations.name collate english`)
        .orderBy("organisations.id");
      const [id, since] = [query.ref("organisation_users.id"), query.ref("organisation_users.revived_at")];
      const emails = emailsToOrganisationUser(db, { userId: id, since }).select((email) =>
        jsonObjectFrom(
          email
            .selectFrom("organisations")
            .select(namedColumns)
            .whereRef("organisations.id", "=", "emails.organisation_id"),
        ).as("organisation"),
      );
      return [
        sql<boolean>`dfe_sign_in_id is not null`.as("isLinked"),
        jsonArrayFrom(organisations).as("organisations"),
        jsonArrayFrom(emails).as("emails"),
      ];
    })
    .where("organisation_users.id", "=", currentIdOf(userId)),
);
