import { expect } from "vitest";
import { readEmailRecords, test } from "../../../fixtures/sending.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { successor } from "../../../records/people.ts";
import { createRefusedMegan } from "./scene.ts";

test("both addresses are told, the old one by the name it had, though the record is a successor's since", async ({
  api,
  db,
  mail,
  send,
}) => {
  const { person, refused, input } = await createRefusedMegan(db);
  await api.signInProblems.inviteInstead(input);
  const { id: organisationId } = await createOrganisation(db, "Brookfield High School");
  await api.organisationUsers.add({ organisationId, ...successor, email: person.email });

  for (const { id } of await readEmailRecords(db)) await send(id);

  const sent = await mail.inbox();
  const to = (address: string, subject: string) =>
    sent.find((email) => email.to === address && email.subject.startsWith(subject))?.body ?? "";
  const old = to(person.email, "Your invitation to Manage school placements now goes to another address");
  expect(old).toContain("Dear Megan Price");
  expect(old).toContain("removed you from Ashgrove Primary School and Calder Teacher Training because");
  expect(old).not.toContain(refused.email);
  const next = to(refused.email, "The email address you use");
  expect(next).toContain(refused.email);
  expect(next).toContain("Ashgrove Primary School and Calder Teacher Training in Manage school placements");
  expect(sent.length).toBe(3);
});
