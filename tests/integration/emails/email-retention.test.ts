import { sql } from "kysely";
import { expect } from "vitest";
import { scheduledJobs } from "../../../jobs/schedule.ts";
import { blankOldRecipients } from "../../../server/emails/retention.ts";
import { inviteMegan } from "../../records/emails.ts";
import { test, withVariables } from "../../fixtures/resources.ts";
import { readEmails } from "../../readings/traces.ts";

test("blanks the recipients of emails older than the limit, and no others", async ({ resources, db }) => {
  await inviteMegan(db);
  const age = (days: number) =>
    sql`update emails set created_at = now() - make_interval(days => ${days})`.execute(db);

  await age(89);
  expect(await blankOldRecipients(resources)).toBe(0);
  await age(91);
  expect(await blankOldRecipients(withVariables(resources, { EMAIL_RETENTION_DAYS: "92" }))).toBe(0);
  expect(await blankOldRecipients(resources)).toBe(1);

  expect(await readEmails(db)).toMatchObject([{ recipient: null, status: "queued" }]);
});

test("runs on a daily schedule", () => {
  const job = scheduledJobs.find(({ run }) => run === blankOldRecipients);

  expect(job?.cron).toMatch(/^\d+ \d+ \* \* \*$/);
});
