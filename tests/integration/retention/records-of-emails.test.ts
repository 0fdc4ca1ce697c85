import { sql } from "kysely";
import { expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { deleteOldEmails } from "../../../server/emails/retention.ts";
import { test } from "../../fixtures/resources.ts";
import { createOrganisationUser, createSupportUser, megan, priya } from "../../records/people.ts";

type Record = {
  days: number;
  to?: string;
  from?: string;
  kind?: string;
  status?: string;
  recipient?: string;
};

/** Stores the record of an email that was requested so many days ago, by default of an invitation that failed. */
async function store(db: Database, { days, to, from, kind, status = "failed", recipient }: Record) {
  const { rows } = await sql<{ id: string }>`
    insert into emails (kind, recipient, organisation_user_id, support_user_id, status, created_at, error, failed_at, cancelled_at)
    values (${kind ?? "organisation_user_added"}, ${recipient ?? null}, ${to ?? null}, ${from ?? null}, ${status},
      now() - make_interval(days => ${days}), '400', now(), now())
    returning id
  `.execute(db);
  return rows[0]?.id ?? "";
}

test("the records of emails are deleted, but for those that somebody is still shown", async ({ db }) => {
  const to = (await createOrganisationUser(db, megan)).id;
  const staff = (await createSupportUser(db, priya)).id;
  const kept = [
    await store(db, { days: 799, to }),
    await store(db, { days: 799, from: staff, kind: "support_user_added" }),
    await store(db, { days: 799, recipient: "somebody@example.com", kind: "organisation_user_removed" }),
    await store(db, { days: 799, to, status: "queued", kind: "organisation_user_removed" }),
    await store(db, { days: 729, to, kind: "organisation_user_removed" }),
  ];
  const sentAgain = await store(db, { days: 800, to });
  await sql`update emails set sent_again_as = ${kept[0] ?? ""} where id = ${sentAgain}`.execute(db);
  await store(db, { days: 799, to, kind: "organisation_user_removed" });
  await store(db, { days: 799 });
  await store(db, { days: 798, to, status: "cancelled" });

  expect(await deleteOldEmails(db, 730)).toBe(4);

  const left = await db.selectFrom("emails").select("id").execute();
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
});

test("they stay until the figures of their day are final, whatever the retention period", async ({ db }) => {
  await store(db, { days: 179 });
  expect(await deleteOldEmails(db, 30)).toBe(0);

  await store(db, { days: 181 });
  expect(await deleteOldEmails(db, 30)).toBe(1);
});
