import { expect } from "vitest";
import { fullName } from "../../../../server/people/details.ts";
import { readPage, test as withWeb } from "../../../fixtures/web.ts";
import { createEmail } from "../../../records/emails.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisationUser, createSupportUser, earlier, eric } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { createSession } from "../../../records/sessions.ts";
import { createRefusedMegan } from "../inviting/scene.ts";

const list = "/support/sign-in-problems";

/** vitest's `test` with `read`, which returns a page's text as a support user sees it. */
const test = withWeb.extend("read", async ({ web, resources }) => {
  const { sessionId } = await createSession(resources);
  return async (path: string) => {
    const { text } = await readPage(await web.visit(path, { sessionId }));
    return text.replaceAll("<!-- -->", "");
  };
});

test("without problems the list says so, and a search leads to the same one among users", async ({
  read,
}) => {
  expect(await read(list)).toContain("There are no sign-in problems to show.");
  const found = await read(`${list}?query=ann+b`);
  expect(found).toContain(
    'href="/support/organisation-users?query=ann+b">Search organisation users for ‘ann b’</a>',
  );
  expect(found).not.toContain("There are no sign-in problems to show.");
});

test("the check says who gets an email, and whether the domain is known", async ({ read, db }) => {
  const { ashgrove, calder, person, refused, input } = await createRefusedMegan(db);
  const path = `${list}/${input.problemId}/instead/${input.userId}`;
  const alarm = `We will email ${person.email} to tell them their invitation now goes to another address.`;
  const invitation = `We will email ${refused.email} with sign-in details.`;
  const unknownDomain = `Nobody else at ${ashgrove.name} or ${calder.name} has an email address that ends in @school.example.com.`;

  const before = await read(path);
  expect(before).toContain(`${alarm} ${invitation}`);
  expect(before).toContain(unknownDomain);

  await createOrganisationUser(
    db,
    { ...eric, email: "eric@school.example.com" },
    { organisations: [calder] },
  );
  const id = await createEmail(db, "organisation_user_added", {
    organisationUser: person,
    organisation: ashgrove,
  });
  const failed = { status: "failed", failed_at: earlier, error: "permanent-failure" } as const;
  await db.updateTable("emails").set(failed).where("id", "=", id).execute();
  const after = await read(path);
  expect(after).toContain(invitation);
  expect(after).not.toContain(alarm);
  expect(after).not.toContain(unknownDomain);
});

test("unlinking a support user's account is checked with their team, and says what it opens", async ({
  read,
  db,
}) => {
  const ola = { firstName: "Ola", lastName: "Berg", email: "ola.berg@education.gov.uk" };
  const { id } = await createSupportUser(db, ola);
  await recogniseOnly(db, identityOf(ola, "dsi-ola"));
  const problem = `${list}/${await refuse(db, ola, "dsi-new")}`;

  const page = await read(`/support/users/${id}/unlink`);
  expect(page).toContain(
    "I have confirmed with their team at the Department for Education that this person uses",
  );
  expect(page).toContain(
    `Whoever next signs in with ${ola.email} will have Ola Berg&#x27;s access to Support for Manage school placements.`,
  );
  expect(await read(problem)).toContain(`That account belongs to Ola Berg (${ola.email}).`);
});

test("an account without an organisation is added from the problem, after the check, and not from its page", async ({
  read,
  db,
}) => {
  await createOrganisationUser(db, eric, { dfeSignInId: "dsi-eric" });
  const page = await read(`${list}/${await refuse(db, eric, "dsi-eric")}`);

  expect(page).toContain(`The user is ${fullName(eric)} (${eric.email}).`);
  expect(page).toContain("Add this person to an organisation</a>");
  expect(page).toContain("Their name at DfE Sign-in proves nothing: anyone can use any name.");
  expect(page).not.toContain("on the page of");
});

test("the person's page leads to all their activity", async ({ read, db }) => {
  const { id } = await createOrganisationUser(db, eric);

  const page = await read(`/support/organisation-users/${id}`);
  expect(page).toMatch(new RegExp(`href="/support/activity\\?userId=${id}"[^>]*>See all activity</a>`));
});
