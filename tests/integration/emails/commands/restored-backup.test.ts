import { sql } from "kysely";
import { expect } from "vitest";
import { runScript } from "../../../fixtures/commands.ts";
import { createEmail, inviteMegan, readOutcome } from "../../../records/emails.ts";
import { eric, createOrganisationUser } from "../../../records/people.ts";
import { test } from "../../../fixtures/sending.ts";

test("after a restored backup, emails that were already sent are not sent again", async ({
  database,
  db,
  mail,
  send,
}) => {
  const { id, organisation } = await inviteMegan(db);
  const organisationUser = await createOrganisationUser(db, eric, { organisations: [organisation] });
  const unsent = await createEmail(db, "organisation_user_added", { organisationUser, organisation });
  await send(id);
  const { notifyId } = await readOutcome(db);
  // The backup was taken before that. Notify had refused one attempt then because of its rate limit.
  await sql`
    update emails set status = 'queued', notify_id = null, sent_at = null, created_at = now() - interval '1 hour',
      attempted_at = case when id = ${id} then now() - interval '1 hour' end, error = '429'
  `.execute(db);

  expect(await runScript("emails", database.url, "restored")).toEqual({
    code: 0,
    output: "To be asked about: 2\n",
    errors: "",
  });
  await send(id);
  await send(unsent);

  expect((await mail.inbox()).map(({ reference }) => reference).toSorted()).toEqual([id, unsent].toSorted());
  const { rows } = await sql`select status, notify_id as "notifyId" from emails where id = ${id}`.execute(db);
  expect(rows).toEqual([{ status: expect.stringMatching(/^(sent|delivered)$/) as string, notifyId }]);
});
