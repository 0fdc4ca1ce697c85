import { expect } from "vitest";
import { callAs } from "../../fixtures/resources.ts";
import { test as withWeb } from "../../fixtures/web.ts";
import { readActivity } from "../../readings/traces.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createOrganisationUsers, createSupportUser, megan, tom } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";

/** vitest's `test` with an organisation that has users. */
const test = withWeb.extend("organisationId", async ({ db }) => {
  const organisation = await createOrganisation(db);
  await createOrganisationUsers(db, organisation, 3, megan);
  return organisation.id;
});

test("no other site can make a user's browser download", async ({ web, resources, db, organisationId }) => {
  const supportUserId = (await createSupportUser(db, tom)).id;
  const { sessionId } = await createSession(resources, { supportUserId });
  const users = `/support/organisations/${organisationId}/users`;
  const post = (headers: Record<string, string>) =>
    web.visit(`${users}/download`, { sessionId, form: {}, headers });

  const link = await web.visit(`${users}/download`, { sessionId });
  const formerLink = await web.visit(`${users}.csv`, { sessionId });
  const form = await post({ "Sec-Fetch-Site": "cross-site" });
  const formOfSite = await post({ Origin: "https://evil.example" });

  expect([link.status, link.headers.get("Location")]).toEqual([302, users]);
  expect([formerLink.status, form.status, formOfSite.status]).toEqual([404, 403, 403]);
  expect(await readActivity(db)).toEqual([]);
  const file = await post({ "Sec-Fetch-Site": "same-origin" });
  expect((await file.text()).split("\r\n")).toHaveLength(5);
  expect(await readActivity(db)).toMatchObject([{ action: "downloaded" }]);
});

test("a download that begins in the middle is logged too", async ({ resources, db, organisationId }) => {
  const { items } = await callAs(resources, await createActor(db)).organisationUsers.list({ organisationId });
  const after = items[0]?.id;
  const { id } = await createSupportUser(db, tom);
  const { download } = callAs(resources, { kind: "support_user", id, name: "Tom" }).organisationUsers;

  const part = await download({ organisationId, after });
  await download({ organisationId, after });

  expect(part.items).toHaveLength(2);
  expect(await readActivity(db)).toMatchObject([{ action: "downloaded", name: "Tom" }]);
});
