import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { Organisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, type Person } from "../../records/people.ts";

/** What a filter looks at. Without an invitation, somebody was added and there is no record of an email. */
export type Past = {
  /** How many days ago the latest invitation was requested, and what became of it. */
  invited?: [daysAgo: number, status: "queued" | "delivered" | "failed" | "cancelled"];
  /** How many days ago they last signed in. */
  signedIn?: number;
};

/** Each has a name that tells what should find them. */
export const pasts: Record<string, Past> = {
  Ann: { invited: [1, "delivered"] },
  Bob: { invited: [8, "delivered"] },
  Cat: { invited: [1, "failed"] },
  Dan: { invited: [8, "failed"] },
  Eve: { invited: [200, "delivered"], signedIn: 91 },
  Fay: { invited: [200, "failed"], signedIn: 89 },
  Gus: { invited: [8, "cancelled"] },
};

/** Those that each filter shows of `pasts`. Gus's only invitation was cancelled, so he counts as invited when he was added. */
export const shown = {
  all: ["Ann", "Bob", "Cat", "Dan", "Eve", "Fay", "Gus"],
  not_signed_in: ["Ann", "Bob", "Cat", "Dan", "Gus"],
  invitation_failed: ["Cat", "Dan", "Fay"],
  invited_over_7_days_ago: ["Bob", "Dan"],
  signed_in_over_90_days_ago: ["Eve"],
} as const;

function signInOf({ signedIn }: Past, name: string) {
  if (signedIn === undefined) return {};
  return { dfeSignInId: `dsi-${name}`, lastSignedInAt: new Date(Date.now() - signedIn * 86_400_000) };
}

/** Creates everybody in `pasts` as users of these organisations. */
export async function createMembers(db: Database, organisations: Organisation[]): Promise<void> {
  for (const [firstName, past] of Object.entries(pasts)) {
    const details = { firstName, lastName: "Price", email: `${firstName.toLowerCase()}@example.com` };
    const user = await createOrganisationUser(db, details, { organisations, ...signInOf(past, firstName) });
    await invite(db, user, past, organisations[0]);
  }
}

/** Creates everybody in `pasts` as support users. */
export async function createStaff(db: Database): Promise<void> {
  for (const [firstName, past] of Object.entries(pasts)) {
    const details = { firstName, lastName: "Price", email: `${firstName.toLowerCase()}@education.gov.uk` };
    await invite(db, await createSupportUser(db, details, signInOf(past, firstName)), past);
  }
}

/** Writes an invitation as any release does: queued first, then with its outcome. */
async function invite(db: Database, { id }: Person, { invited }: Past, organisation?: Organisation) {
  if (invited === undefined) return;
  const [daysAgo, status] = invited;
  const email = await sql<{ id: string }>`
    insert into emails (kind, recipient, created_at, ${sql.ref(organisation ? "organisation_user_id" : "support_user_id")})
    values (${organisation ? "organisation_user_added" : "support_user_added"}, 'somebody@example.com',
      now() - make_interval(days => ${daysAgo}), ${id})
    returning id
  `.execute(db);
  await settle(db, email.rows[0]?.id ?? "", status);
}

/** Stores what became of an email. */
export async function settle(
  db: Database,
  id: string,
  status: "queued" | "delivered" | "failed" | "cancelled",
) {
  await sql`
    update emails set status = ${status}, error = 'permanent-failure', notify_id = gen_random_uuid(),
      sent_at = now(), delivered_at = now(), failed_at = now(), cancelled_at = now()
    where id = ${id}
  `.execute(db);
}

/**
 * The rows of `person_states`, and of its copy beside the words that searches read, that are missing, too many or not as they
 * should be.
 */
export async function readWrongStates(db: Database): Promise<unknown[]> {
  const { rows } = await sql`
    with expected as (
      select states.* from organisation_users, states_of(organisation_users.id) states
    ), searched as (
      select people.id, states.first_name, states.last_name,
        words_of_person(people.first_name, people.last_name, email) as search_words,
        states.last_signed_in_at, invited_at, invitation_failed
      from organisation_users people join expected states on states.id = people.id and organisation_id is null
    )
    select to_json(wrong) from (
      (table person_states except table expected) union all (table expected except table person_states)
    ) wrong
    union all
    select to_json(wrong) from (
      (table searched_people except table searched) union all (table searched except table searched_people)
    ) wrong
  `.execute(db);
  return rows;
}
