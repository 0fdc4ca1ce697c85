import { sql, type Transaction } from "kysely";
import { type Database, openDatabase } from "../database.ts";
import { organisations, type Person, refusedPeople, supportUsers } from "./demonstration-data.ts";
import { insertHistory } from "./history.ts";
import type { DB } from "../types.ts";

export { demonstrationPeople, type Person } from "./demonstration-data.ts";

/**
 * Loads the demonstration data into an empty database, in one transaction (specification, section 9, Demonstration
 * data).
 *
 * @returns whether the data was loaded: a database that has an organisation or a support user is left unchanged
 */
export async function loadDemonstration(databaseUrl: string): Promise<boolean> {
  const db = openDatabase(databaseUrl, () => undefined);
  try {
    return await db.transaction().execute(async (trx) => {
      if (!(await isEmpty(trx))) {
        await renewIds(trx);
        return false;
      }
      await insertSupportUsers(trx);
      await insertOrganisations(trx);
      await insertRefusedSignIns(trx);
      await insertHistory(trx);
      return true;
    });
  } finally {
    await db.destroy();
  }
}

async function isEmpty(db: Database): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from organisations) and not exists (select from support_users) as empty
  `.execute(db);
  return rows[0]?.empty === true;
}

/** Replaces the ids that earlier releases loaded, which were no UUIDs, by those that the stand-in sends now. */
async function renewIds(trx: Transaction<DB>): Promise<void> {
  for (const table of ["support_users", "organisation_users"] as const) {
    await trx
      .updateTable(table)
      .set({ dfe_sign_in_id: sql<string>`upper(md5(dfe_sign_in_id)::uuid::text)` })
      .where("dfe_sign_in_id", "like", "demonstration:%")
      .execute();
  }
}

/** Makes a person's row. Two people in three have signed in, at times spread over the last weeks. */
function row(person: Person, index: number) {
  const signedIn = index % 3 !== 1;
  return {
    first_name: person.givenName,
    last_name: person.familyName,
    email: person.email,
    dfe_sign_in_id: signedIn ? person.sub : null,
    last_signed_in_at: signedIn ? new Date(Date.now() - (index + 1) * 7.3 * 3_600_000) : null,
  };
}

async function insertSupportUsers(trx: Transaction<DB>): Promise<void> {
  await trx.insertInto("support_users").values(supportUsers.map(row)).execute();
}

async function insertOrganisations(trx: Transaction<DB>): Promise<void> {
  let count = 0;
  for (const { users, closed, ...organisation } of organisations) {
    const { id } = await trx
      .insertInto("organisations")
      .values({ ...organisation, is_closed: closed !== undefined, closed_on: closed?.on })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (const person of users) {
      const user = await trx
        .insertInto("organisation_users")
        .values(row(person, count++))
        .onConflict((on) => on.column("email").doUpdateSet({ email: person.email }))
        .returning("id")
        .executeTakeFirstOrThrow();
      await trx.insertInto("memberships").values({ organisation_id: id, user_id: user.id }).execute();
    }
    if (closed) await linkToSuccessor(trx, id, closed.successor);
  }
}

/** Stores sign-ins that were refused in the last hours. */
async function insertRefusedSignIns(trx: Transaction<DB>): Promise<void> {
  for (const [index, { holder, ...person }] of refusedPeople.entries()) {
    await trx
      .insertInto("refused_sign_ins")
      .values({
        dfe_sign_in_id: person.sub.toLowerCase(),
        matched_email: person.email,
        email: person.email,
        given_name: person.givenName,
        family_name: person.familyName,
        reason: person.reason,
        count: person.count,
        organisation_user_id: sql<string>`(select id from organisation_users where email = ${holder ?? null})`,
        first_at: sql<Date>`now() - make_interval(hours => ${3 * index + 6})`,
        last_at: sql<Date>`now() - make_interval(hours => ${2 * index + 1})`,
      })
      .execute();
  }
}

/** Links a closed organisation to the one of this name that replaced it, which is stored already. */
async function linkToSuccessor(trx: Transaction<DB>, id: string, name: string): Promise<void> {
  await trx
    .insertInto("organisation_successors")
    .columns(["organisation_id", "successor_id"])
    .expression((query) =>
      query
        .selectFrom("organisations")
        .select([sql<string>`${id}::uuid`.as("organisation_id"), "id"])
        .where("name", "=", name),
    )
    .execute();
}
