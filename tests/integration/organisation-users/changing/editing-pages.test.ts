import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import * as checkPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.edit.$draftId.check.tsx";
import * as detailsPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.edit.$draftId._index.tsx";
import * as startPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId.edit._index.tsx";
import * as userPage from "../../../../app/routes/support.organisations.$organisationId.users.$userId._index.tsx";
import { createOrganisation } from "../../../records/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, tom } from "../../../records/people.ts";
import { visit } from "../../../fixtures/pages.ts";
import { createSession, openContext } from "../../../records/sessions.ts";
import { test as base, withVariables } from "../../../fixtures/resources.ts";
import { readTraces } from "../../../readings/traces.ts";

const renamed = { ...megan, firstName: "Meg" };
const moved = { ...megan, email: "megan@example.com" };
const notFound = { status: 404, location: null, data: undefined };

/** The pages on which Tom Whitfield, signed in, edits Megan Price of Ashgrove. */
const test = base.extend("editing", async ({ resources, db }) => {
  const { sessionId } = await createSession(resources, {
    supportUserId: (await createSupportUser(db, tom)).id,
  });
  const organisation = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [organisation] });
  return (ORGANISATION_USER_EDITING: string) => {
    const params = { organisationId: organisation.id, userId, draftId: randomUUID() };
    const details = `/support/organisations/${organisation.id}/users/${userId}`;
    const form = `${details}/edit/${params.draftId}`;
    const open = () => openContext(withVariables(resources, { ORGANISATION_USER_EDITING }), sessionId);
    return {
      details,
      check: `${form}/check`,
      getUser: async () => visit(userPage.loader, await open(), { path: details, params }),
      start: async () => visit(startPage.loader, await open(), { path: `${details}/edit`, params }),
      getForm: async () => visit(detailsPage.loader, await open(), { path: form, params }),
      postForm: async (typed: Record<string, string>) =>
        visit(detailsPage.action, await open(), { path: form, params, form: typed }),
      getCheck: async () => visit(checkPage.loader, await open(), { path: form, params }),
      save: async () => visit(checkPage.action, await open(), { path: form, params, form: {} }),
      signIn: () =>
        db
          .updateTable("organisation_users")
          .set({ dfe_sign_in_id: "dsi-megan", last_signed_in_at: new Date() })
          .where("id", "=", userId)
          .execute(),
    };
  };
});

test("while editing is off, there are no links and its pages are 404", async ({ editing, db }) => {
  const { getUser, start, getForm, postForm, getCheck, save } = editing("never");

  expect((await getUser()).data).toMatchObject({ user: { editing: "never" } });
  for (const page of [start, getForm, getCheck, save, () => postForm(renamed)])
    expect(await page()).toEqual(notFound);
  expect(await db.selectFrom("drafts").selectAll().execute()).toEqual([]);
});

test("while editing is on, the form shows the stored details and explains where changes apply", async ({
  editing,
}) => {
  const { details, getUser, getForm } = editing("until-first-sign-in");

  expect((await getUser()).data).toMatchObject({ user: { editing: "open" } });
  expect((await getForm()).data).toMatchObject({
    values: megan,
    wording: {
      caption: "Megan Price - Ashgrove Primary School",
      inset: "Changes apply in every organisation this user belongs to.",
    },
    back: details,
    cancel: details,
  });
});

test("a new name is saved without an email; a repeat shows the same banner", async ({ editing, db }) => {
  const { details, check, getUser, postForm, getCheck, save } = editing("until-first-sign-in");

  expect(await postForm(renamed)).toMatchObject({ status: 302, location: check });
  expect((await getCheck()).data).toMatchObject({ preview: { firstName: "Meg", warning: undefined } });
  for (const attempt of [save, save]) {
    expect(await attempt()).toMatchObject({ status: 302, location: details });
    const banner = { type: "success", text: "User updated" };
    expect((await getUser()).data).toMatchObject({ user: { firstName: "Meg" }, banner });
  }
  expect(await getCheck()).toMatchObject({ status: 302, location: details });
  expect(await readTraces(db)).toMatchObject({ activity: [{ action: "edited" }], emails: [] });
});

test("the check page says that a new address gets an email", async ({ editing, db }) => {
  const { postForm, getCheck, save } = editing("until-first-sign-in");

  await postForm(moved);
  expect((await getCheck()).data).toMatchObject({
    preview: { warning: "We will email megan@example.com with sign-in details." },
  });
  await save();
  expect(await readTraces(db)).toMatchObject({
    emails: [{ kind: "email_address_changed", recipient: moved.email }],
  });
});

test("if the user signs in before the save, nothing is saved and the details page says why", async ({
  editing,
  db,
}) => {
  const { details, getUser, start, getForm, postForm, getCheck, save, signIn } =
    editing("until-first-sign-in");
  await postForm(renamed);
  await signIn();

  for (const page of [save, getCheck, start, getForm, () => postForm(renamed)]) {
    expect(await page()).toMatchObject({ status: 302, location: details });
    const banner = { type: "important", text: "Changes not saved because this user has now signed in" };
    expect((await getUser()).data).toMatchObject({ user: { firstName: "Megan", editing: "locked" }, banner });
  }
  expect((await readTraces(db)).activity).toEqual([]);
});
