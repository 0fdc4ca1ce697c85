import { randomUUID } from "node:crypto";
import type { Database } from "../../../db/database.ts";
import { recogniseOnly, identityOf } from "../../records/identities.ts";
import { createOrganisationUser, createSupportUser } from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import type { Person } from "../steps/people.ts";
import { withDatabase } from "./stored.ts";

const problems = "/support/sign-in-problems";

/** Stores a refused sign-in with these details, and returns its page's path. */
export function storeProblem(person: Person, work?: (db: Database) => Promise<unknown>): Promise<string> {
  return withDatabase(async (db) => {
    await work?.(db);
    return `${problems}/${await refuse(db, person)}`;
  });
}

/** Stores users of organisations, who have not signed in, and then a refused sign-in that could be each of theirs. */
export function storeCandidates(people: Person[], refused: Person, organisations = 1): Promise<string> {
  return storeProblem(refused, async (db) => {
    for (const person of people) await storeUser(db, person, organisations);
  });
}

/** Stores a user of the first organisations in the alphabet that no other journey counts. */
async function storeUser(db: Database, person: Person, count: number) {
  const organisations = await db
    .selectFrom("organisations")
    .selectAll()
    .where("name", "in", [
      "Hazelwood Primary School",
      "Larkfield Junior School",
      "Bramley Park Primary School",
    ])
    .orderBy("name")
    .limit(count)
    .execute();
  return createOrganisationUser(db, person, { organisations });
}

/** Stores a user of this many organisations, and returns their page's path. */
export function storePerson(person: Person, organisations: number): Promise<string> {
  return withDatabase(async (db) => {
    const { id } = await storeUser(db, person, organisations);
    return `/support/organisation-users/${id}`;
  });
}

/** Stores a user who has signed in, and whose name and address then came with another account. Returns the path of their page. */
export function storeLinked(person: Person, kind: "organisation_user" | "support_user"): Promise<string> {
  return withDatabase(async (db) => {
    const isSupport = kind === "support_user";
    const { id } = isSupport ? await createSupportUser(db, person) : await storeUser(db, person, 2);
    await recogniseOnly(db, identityOf(person, `first-${randomUUID()}`));
    await refuse(db, person, `second-${randomUUID()}`);
    return `/support/${isSupport ? "users" : "organisation-users"}/${id}`;
  });
}
