import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import * as checkPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId.check.tsx";
import * as detailsPage from "../../../../app/routes/support.organisations.$organisationId.users.new.$draftId._index.tsx";
import * as newPage from "../../../../app/routes/support.organisations.$organisationId.users.new._index.tsx";
import * as listPage from "../../../../app/routes/support.organisations.$organisationId.users._index.tsx";
import * as successorPage from "../../../../app/routes/support.organisations.$organisationId.users.successor.tsx";
import * as newBulkPage from "../../../../app/routes/support.bulk-changes.new._index.tsx";
import * as bulkFormPage from "../../../../app/routes/support.bulk-changes.new.$bulkChangeId.tsx";
import * as resendPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.resend.tsx";
import { visit } from "../../../fixtures/pages.ts";
import { test as base } from "../../../fixtures/resources.ts";
import { closeOrganisation, createOrganisation, type Organisation } from "../../../records/organisations.ts";
import { createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { createSession, openContext } from "../../../records/sessions.ts";

const closedBanner = { type: "important", text: "This organisation has closed" };

/** The pages of an organisation with one user, which `close` closes. */
const test = base.extend("pages", async ({ resources, db }) => {
  const { sessionId } = await createSession(resources);
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  const users = `/support/organisations/${organisation.id}/users`;
  const params = { organisationId: organisation.id, userId, draftId: randomUUID() };
  const open = () => openContext(resources, sessionId);
  return {
    organisation,
    users,
    close: (successors: Organisation[] = []) => closeOrganisation(db, organisation, { successors }),
    list: async () => (await visit(listPage.loader, await open(), { path: users, params })).data,
    start: async () => visit(newPage.loader, await open(), { params }),
    getForm: async () => visit(detailsPage.loader, await open(), { params }),
    postForm: async () => visit(detailsPage.action, await open(), { params, form: eric }),
    getCheck: async () => visit(checkPage.loader, await open(), { params }),
    save: async () => visit(checkPage.action, await open(), { params, form: {} }),
    startSeveral: async () =>
      visit(newBulkPage.loader, await open(), { path: `/?organisationId=${organisation.id}` }),
    getSeveral: async () =>
      visit(bulkFormPage.loader, await open(), {
        path: `/?organisationId=${organisation.id}`,
        params: { bulkChangeId: randomUUID() },
      }),
    getSuccessors: async () => visit(successorPage.loader, await open(), { params }),
    postSuccessor: async (form: Record<string, string>) =>
      visit(successorPage.action, await open(), { params, form }),
    resend: async () => visit(resendPage.action, await open(), { params, form: {} }),
  };
});

test.for([
  "start",
  "getForm",
  "postForm",
  "getCheck",
  "save",
  "resend",
  "startSeveral",
  "getSeveral",
] as const)(
  "%s leads to the list of users with a banner once the organisation has closed",
  async (step, { pages, db }) => {
    await pages.postForm();
    await pages.close();

    expect(await pages[step]()).toMatchObject({ status: 302, location: pages.users });

    expect(await pages.list()).toMatchObject({ banner: closedBanner, users: { total: 1 } });
    expect(await pages.list()).toMatchObject({ banner: null });
    expect(await db.selectFrom("activity").selectAll().execute()).toEqual([]);
  },
);

test("the check page leads where the save led, also once the organisation has closed", async ({ pages }) => {
  await pages.postForm();
  await pages.save();
  await pages.close();

  expect(await pages.getCheck()).toMatchObject({ status: 302, location: pages.users });
  expect(await pages.list()).toMatchObject({ banner: { type: "success", text: "User added" } });
});

test("the users are added to the successor that was chosen, after a check", async ({ pages, db }) => {
  const [north, south] = [await createOrganisation(db, "North"), await createOrganisation(db, "South")];
  await pages.close([north, south]);

  expect((await pages.getSuccessors()).data).toMatchObject({ choices: [north, south] });
  for (const successorId of ["", pages.organisation.id])
    expect(await pages.postSuccessor({ successorId })).toEqual({
      ...{ status: 400, location: null },
      data: { errors: { successorId: "Select an organisation" } },
    });
  const { status, location } = await pages.postSuccessor({ successorId: south.id });

  expect(status).toBe(302);
  expect(location).toMatch(
    new RegExp(`^/support/bulk-changes/[0-9a-f-]{36}/check\\?usersOf=${pages.organisation.id}$`),
  );
  expect(await db.selectFrom("bulk_changes").select("organisation_id").execute()).toEqual([
    { organisation_id: south.id },
  ]);
});

test("without an open successor that lacks users, nothing is offered", async ({ pages, db }) => {
  const closed = await createOrganisation(db, "Closed");
  await closeOrganisation(db, closed);
  await pages.close([closed]);

  expect(await pages.getSuccessors()).toMatchObject({ status: 302, location: pages.users });
  expect(await pages.postSuccessor({ successorId: closed.id })).toMatchObject({ status: 302 });
});
