import { expect } from "vitest";
import { test } from "../../fixtures/resources.ts";
import { countRows } from "../../readings/traces.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, tom } from "../../records/people.ts";

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const refused = {
  code: "TOO_MANY_REQUESTS",
  cause: { reason: "tooManyEmails" },
  message: "We have sent this user 10 emails in 24 hours. You can send it again in 2 hours.",
};

test("an invitation is not sent again after 10 emails about one organisation in 24 hours", async ({
  api,
  db,
}) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const { id, email } = await createOrganisationUser(db, megan, { organisations: [ashgrove, calder] });
  const sent = {
    kind: "organisation_user_added" as const,
    organisation_user_id: id,
    organisation_id: ashgrove.id,
    recipient: email,
    created_at: hoursAgo(22.5),
  };
  await db
    .insertInto("emails")
    .values([
      ...Array<typeof sent>(10).fill(sent),
      { ...sent, created_at: hoursAgo(25) },
      { ...sent, created_at: hoursAgo(1), status: "cancelled" as const, cancelled_at: new Date() },
      { ...sent, created_at: hoursAgo(1), recipient: "an-earlier@example.com" },
    ])
    .execute();
  const of = (organisationId: string) => ({ organisationId, userId: id });

  await expect(api.organisationUsers.resendInvitation(of(ashgrove.id))).rejects.toMatchObject(refused);
  await api.organisationUsers.resendInvitation(of(calder.id));
  await api.organisationUsers.remove(of(ashgrove.id));
  await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });

  expect(await countRows(db, "emails")).toBe(16);
});

test("the tenth email about Support is sent again, and no further one", async ({ api, db }) => {
  const [people, sent] = [
    [tom, { ...tom, email: "tom.price@education.gov.uk" }],
    [9, 10],
  ];
  const ids = [];
  for (const [index, person] of people.entries()) {
    const { id, email } = await createSupportUser(db, person);
    const values = { kind: "support_user_added" as const, support_user_id: id, recipient: email };
    const earlier = Array<typeof values>(sent[index] ?? 0).fill(values);
    await db.insertInto("emails").values(earlier).execute();
    ids.push(id);
  }
  const [tenth = "", eleventh = ""] = ids;

  await api.supportUsers.resendInvitation({ userId: tenth });
  await expect(api.supportUsers.resendInvitation({ userId: eleventh })).rejects.toThrow(
    "You can send it again in 24 hours.",
  );
});
