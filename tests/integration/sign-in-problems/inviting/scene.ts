import type { Database } from "../../../../db/database.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, megan } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";

export const confirmed = true as const;

/** Megan Price was invited at one address to two organisations, and was refused with another. */
export async function createRefusedMegan(db: Database, suffix = "") {
  const [ashgrove, calder] = [
    await createOrganisation(db),
    await createOrganisation(db, "Calder Teacher Training"),
  ];
  const invited = { ...megan, email: `megan.price${suffix}@example.com` };
  const person = await createOrganisationUser(db, invited, { organisations: [ashgrove, calder] });
  const refused = { ...megan, email: `mprice${suffix}@school.example.com` };
  const problemId = await refuse(db, refused);
  return { ashgrove, calder, person, refused, problemId, input: { problemId, userId: person.id, confirmed } };
}

/** Who belongs to what: the address and the name of each membership's organisation. */
export function readMembers(db: Database) {
  return db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "user_id")
    .innerJoin("organisations", "organisations.id", "organisation_id")
    .select(["email", "name"])
    .orderBy("email")
    .orderBy("name")
    .execute();
}
