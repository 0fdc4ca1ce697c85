import { expect } from "vitest";
import { sendFailedEmail } from "../../../server/emails/failed/failed.ts";
import { recordCancelled } from "../../../server/emails/sending/records.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { eric, megan } from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { test as base, waitDays } from "./moved-clock.ts";
import { readNextDay, sendAll } from "./scene.ts";

const test = base.extend("ashgrove", async ({ db }) => (await createOrganisation(db)).id);

test("an invitation that is sent again counts once for the person, and each time as an email", async ({
  resources,
  db,
  api,
  ashgrove,
}) => {
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await sendAll(resources, "temporary-failure");
  await waitDays(db, 1);
  const { id } = await db.selectFrom("emails").select("id").executeTakeFirstOrThrow();
  await sendFailedEmail(db, resources.queue, id);
  await sendAll(resources, "delivered");
  await waitDays(db, 1);
  await api.organisationUsers.resendInvitation({ organisationId: ashgrove, userId });
  await sendAll(resources, "delivered");

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, invitationSent: 1, invitationDelivered: 1 },
    emails: { sent: 3, delivered: 2, failed: 1, cancelled: 0 },
  });
});

test("emails by outcome, and failures by reason", async ({ resources, db, api, ashgrove }) => {
  const add = (name: string) =>
    api.organisationUsers.add({ organisationId: ashgrove, ...megan, email: `${name}@example.com` });
  for (const fate of ["permanent-failure", "400 ValidationError: x", "sent"] as const) {
    for (const name of fate === "sent" ? ["a"] : ["b", "c"]) await add(`${fate.slice(0, 3)}.${name}`);
    await sendAll(resources, fate);
  }
  await add("cancelled");
  const queued = db.selectFrom("emails").select("id").where("status", "=", "queued");
  await recordCancelled(db, (await queued.executeTakeFirstOrThrow()).id);
  await api.supportUsers.add({ ...eric, email: "eric.blanc@education.gov.uk" });
  await sendAll(resources, "temporary-failure");

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 6, invitationSent: 3 },
    emails: { sent: 4, delivered: 0, failed: 5, cancelled: 1 },
    failedEmails: [
      { reason: "the email address does not exist or does not accept emails", emails: 2 },
      { reason: "GOV.UK Notify did not accept the email address", emails: 2 },
      {
        reason: "the inbox was full, rejected the email (often a spam filter), or could not be reached",
        emails: 1,
      },
    ],
  });
});

test("refused sign-ins by reason", async ({ db, api, ashgrove }) => {
  await refuse(db, eric);
  await refuse(db, eric);
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await recogniseOnly(db, identityOf(megan, "dsi-megan"));
  await refuse(db, megan, "dsi-another");

  const { refusedSignIns } = await readNextDay(db);

  expect(refusedSignIns.filter(({ signIns }) => signIns > 0)).toEqual([
    { reason: "linked_account", signIns: 1 },
    { reason: "not_invited", signIns: 2 },
  ]);
});
