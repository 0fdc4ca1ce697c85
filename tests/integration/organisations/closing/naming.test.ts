import { expect } from "vitest";
import { test } from "../../../fixtures/web.ts";
import { doAllRows, signInStaff } from "../../../records/bulk-changes.ts";
import { createEmail } from "../../../records/emails.ts";
import { closeOrganisation, createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { refuse } from "../../../records/refused-sign-ins.ts";
import { createSession } from "../../../records/sessions.ts";

const name = "Fernbank Infant School";
const tag = ' <strong class="govuk-tag govuk-tag--grey">Closed</strong>';

/** What follows each mention of the organisation that is not part of a sentence or of the page's title. */
function afterMentions(html: string): string[] {
  const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  const text = main.replaceAll("<!-- -->", "");
  return [...text.matchAll(new RegExp(`${name}(?=<|${tag})(?:</a>)?(.{${tag.length}})`, "gs"))].map(
    ([, after = ""]) => after,
  );
}

test("the users are offered to a successor while the list shows all of them and one does not belong there", async ({
  resources,
  db,
  web,
}) => {
  const [closed, open] = [await createOrganisation(db, name), await createOrganisation(db)];
  await closeOrganisation(db, closed, { successors: [open] });
  const { sessionId } = await createSession(resources);
  const read = async (query = "") =>
    (await web.visit(`/support/organisations/${closed.id}/users${query}`, { sessionId })).text();
  const [offer, done] = [`Add these users to ${open.name}`, `All users already belong to ${open.name}.`];

  const none = await read();
  await createOrganisationUser(db, megan, { organisations: [closed] });
  const one = await read();
  expect([none.includes(offer), one.includes(offer)]).toEqual([false, true]);
  expect(await read("?show=not_signed_in")).not.toContain(offer);
  await db.deleteFrom("memberships").execute();
  await createOrganisationUser(db, eric, { organisations: [closed, open] });
  const all = await read();
  expect([all.includes(offer), all.replaceAll("<!-- -->", "").includes(done)]).toEqual([false, true]);
});

test("wherever a list or a heading names a closed organisation, a tag says so", async ({
  resources,
  db,
  web,
}) => {
  const [closed, open] = [await createOrganisation(db, name), await createOrganisation(db)];
  const organisations = [closed, open];
  const organisationUser = await createOrganisationUser(db, megan, { organisations });
  const linked = await createOrganisationUser(db, eric, { organisations, dfeSignInId: "dsi-eric" });
  await createEmail(db, "organisation_user_added", { organisationUser, organisation: closed });
  const problem = `/support/sign-in-problems/${await refuse(db, { ...megan, email: "meg@example.org" })}`;
  await refuse(db, eric, "dsi-new");
  const staff = await signInStaff(resources);
  const { api } = staff;
  const check = (organisationId?: string) =>
    api.bulkChanges.check({ kind: "remove", users: [{ userId: organisationUser.id }], organisationId });
  const [everywhere, here] = [await check(), await check(closed.id)];
  await api.bulkChanges.start({ bulkChangeId: here.id });
  await doAllRows(resources, here.id);
  await api.organisationUsers.add({ organisationId: closed.id, ...megan });
  const successors = [await createOrganisation(db, "North"), await createOrganisation(db, "South")];
  await closeOrganisation(db, closed, { successors });

  const [users, person] = [`/support/organisations/${closed.id}/users`, "/support/organisation-users"];
  const own = await createSession(resources, { organisationUserId: linked.id });
  const expected: Record<string, number> = {
    "/support/organisations?includeClosed=yes": 1,
    [`/support/organisations/${closed.id}`]: 2,
    [users]: 1,
    [`${users}/successor`]: 1,
    [`${users}/${linked.id}`]: 1,
    [`${users}/${linked.id}/remove`]: 1,
    [person]: 2,
    [`${person}/${organisationUser.id}`]: 6,
    [`${person}/${linked.id}/unlink`]: 1,
    [problem]: 1,
    [`${problem}/instead/${organisationUser.id}`]: 1,
    // Choosing an organisation leaves it out, also if its address asks for it.
    [`${problem}/organisations?query=fernbank&includeClosed=yes`]: 0,
    [`${person}/${linked.id}/organisations?query=fernbank&includeClosed=yes`]: 0,
    "/support/bulk-changes": 1,
    [`/support/bulk-changes/${everywhere.id}/check`]: 1,
    [`/support/bulk-changes/${here.id}`]: 2,
    "/support/activity": 2,
    "/organisations": 1,
    [`/organisations/${closed.id}`]: 2,
  };
  const sessions = { support: staff.sessionId, own: own.sessionId };
  const found: Record<string, string[]> = {};
  for (const path of Object.keys(expected)) {
    const sessionId = path.startsWith("/organisations") ? sessions.own : sessions.support;
    found[path] = afterMentions(await (await web.visit(path, { sessionId })).text());
  }

  const tagged = Object.entries(expected).map(([path, count]) => [path, Array(count).fill(tag)]);
  expect(found).toEqual(Object.fromEntries(tagged));
});
