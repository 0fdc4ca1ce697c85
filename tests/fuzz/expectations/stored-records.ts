import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { isNotifiable, normaliseEmail } from "../../../server/people/email.ts";
import { nameSchema } from "../../../server/people/name.ts";

/** The number of emails of each kind that the activity log requires, and the number stored. */
const emails = sql<{ kind: string; owed: number; queued: number }>`
  select kind, sum(owed)::int as owed, sum(queued)::int as queued from (
    select case
        when changes ? 'email' then 'email_address_changed'
        when action = 'removed' then subject_kind::text || '_removed'
        else subject_kind::text || '_added'
      end as kind, 1 as owed, 0 as queued
    from activity
    where subject_kind in ('organisation_user', 'support_user')
      and (action in ('added', 'linked', 'removed', 'invited_again') or changes ? 'email')
    union all select kind::text, 0, 1 from emails
  ) as both_sides group by kind
`;

/** Checks the records after all inputs: valid people, and for each change an entry, an email and a job. */
export async function expectBalancedBooks(db: Database): Promise<void> {
  const { rows } = await emails.execute(db);
  for (const { kind, owed, queued } of rows) expect({ kind, queued }).toEqual({ kind, queued: owed });
  const { rows: jobless } = await sql`
    select id from emails where not exists (
      select from pgboss.job where name = 'send-email' and data ->> 'emailId' = emails.id::text
    )
  `.execute(db);
  expect(jobless).toEqual([]);
  for (const table of ["support_users", "organisation_users"] as const) {
    const people = await db.selectFrom(table).select(["first_name", "last_name", "email"]).execute();
    for (const { first_name, last_name, email } of people) {
      for (const name of [first_name, last_name]) expect(nameSchema("Name").safeParse(name).data).toBe(name);
      expect(isNotifiable(email), email).toBe(true);
      expect(normaliseEmail(email)).toBe(email);
      if (table === "support_users") expect(email).toMatch(/@education\.gov\.uk$/);
    }
  }
}
