import { expect } from "vitest";
import { sendEmail } from "../../../jobs/emails/send-email.ts";
import { readTemplates } from "../../../jobs/templates/templates.ts";
import { type EmailKind, emailKindNames, emailKinds } from "../../../server/emails/kinds.ts";
import { findNextEmail } from "../../../server/emails/sending/next-email.ts";
import { personalise } from "../../../server/emails/sending/personalisation.ts";
import type { Database } from "../../../db/database.ts";
import { createEmail } from "../../records/emails.ts";
import { startTestNotify } from "../../stand-ins/notify.ts";
import { createSender } from "../../fixtures/sending.ts";
import { createOrganisation, type Organisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, type Details, megan, tom } from "../../records/people.ts";
import { test as base } from "../../fixtures/resources.ts";

const test = base.extend("mail", { scope: "file" }, async ({}, { onCleanup }) => {
  const mail = await startTestNotify();
  onCleanup(mail.stop);
  return mail;
});

type Named = { person?: Details; school?: string };

/** A queued email of a kind that holds, with the records that it mentions. */
async function prepare(db: Database, kind: EmailKind, { person = megan, school = "Ashgrove" }: Named = {}) {
  const removedAt = kind === "support_user_removed" ? new Date() : undefined;
  if (kind.startsWith("support")) {
    return createEmail(db, kind, {
      supportUser: await createSupportUser(db, { ...person, email: tom.email }, { removedAt }),
    });
  }
  const organisation = await createOrganisation(db, school);
  const others = [await createOrganisation(db, "Zennor"), await createOrganisation(db, "Élan")];
  const organisations = kind === "organisation_user_removed" ? others : [organisation, ...others];
  if (kind === "organisation_user_invited_elsewhere")
    return prepareMove(db, person, [organisation, ...others]);
  const organisationUser = await createOrganisationUser(db, person, { organisations });
  const isAboutAll = kind === "email_address_changed";
  return createEmail(db, kind, { organisationUser, organisation: isAboutAll ? undefined : organisation });
}

/** To somebody who was removed from all their organisations. */
async function prepareMove(db: Database, person: Details, organisations: Organisation[]) {
  const organisationUser = await createOrganisationUser(db, person);
  const id = await createEmail(db, "organisation_user_invited_elsewhere", { organisationUser });
  await db
    .updateTable("emails")
    .set({ organisation_ids: organisations.map((organisation) => organisation.id) })
    .execute();
  return id;
}

test.for(emailKindNames)("every placeholder of %s has a value", async (kind, { db, mail }) => {
  const id = await prepare(db, kind);
  const { recipient, firstName, lastName, ...email } =
    (await findNextEmail(db, { personId: id, bulkEmailId: null, without: [] })) ?? expect.unreachable();
  if (recipient === null || firstName === null || lastName === null) expect.unreachable();

  const personalisation = await personalise(db, mail.environment, {
    ...email,
    recipient,
    firstName,
    lastName,
  });

  const template = readTemplates().find((one) => one.kind === kind);
  expect(template?.placeholders.length).toBeGreaterThan(0);
  expect(Object.keys(personalisation)).toEqual(expect.arrayContaining(template?.placeholders ?? []));
  expect(Object.values(personalisation)).not.toContain("");
});

const service = "Manage school placements";

test.for<[EmailKind, string, string[]]>([
  ["organisation_user_added", `You can now use ${service}`, ["Dear Megan Price", "Ashgrove", megan.email]],
  ["organisation_user_removed", `Your access to ${service} has changed`, ["Dear Megan Price", "Ashgrove"]],
  ["support_user_added", `You can now use Support for ${service}`, ["Dear Megan Price", tom.email]],
  ["support_user_removed", `You can no longer use Support for ${service}`, ["Dear Megan Price"]],
  [
    "organisation_user_invited_elsewhere",
    `Your invitation to ${service} now goes to another address`,
    [
      "Dear Megan Price",
      "The Support team has removed you from Ashgrove, Élan and Zennor because your invitation now goes to another address. If you did not ask for this, contact us.",
    ],
  ],
  [
    "email_address_changed",
    `The email address you use for ${service} has changed`,
    ["Dear Megan Price", `Ashgrove, Élan and Zennor in ${service}`, megan.email],
  ],
])("%s contains the required text", async ([kind, subject, parts], { db, resources, mail }) => {
  const id = await prepare(db, kind);

  await sendEmail(createSender(resources, mail), "single", id);

  const email = (await mail.inbox()).find(({ reference }) => reference === id);
  expect(email?.subject).toBe(subject);
  for (const part of [...parts, mail.environment.CONTACT_EMAIL]) expect(email?.body).toContain(part);
  const hasLink = email?.body.includes(`${mail.environment.PUBLIC_URL}/sign-in`);
  expect(hasLink).toBe(emailKinds[kind].isInvitation);
});

test.for(emailKindNames)("what people typed is neutralised in %s", async (kind, { db, resources, mail }) => {
  const person = { ...megan, firstName: "É.Dupont", lastName: "&lsqb;x&rsqb;(http://2130706433/)" };
  const id = await prepare(db, kind, { person, school: "http://evil.example/login & Son's" });

  await sendEmail(createSender(resources, mail), "single", id);

  const email = (await mail.inbox()).find(({ reference }) => reference === id);
  const body = email?.body ?? "";
  expect(body).toContain("Dear É. Dupont &lsqb;x&rsqb;(http: //2130706433/)\n");
  if (kind === "organisation_user_invited_elsewhere")
    expect(body).toContain(" Élan, http: //evil. example/login & Son's and Zennor because ");
  else if (kind.startsWith("organisation"))
    expect(body).toContain(" http: //evil. example/login & Son's in ");
  if (kind === "email_address_changed")
    expect(body).toContain("http: //evil. example/login & Son's and Zennor in ");
});
