import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import * as checkPage from "../../app/routes/support.users.$userId.edit.$draftId.check.tsx";
import * as detailsPage from "../../app/routes/support.users.$userId.edit.$draftId._index.tsx";
import * as editUser from "../../app/routes/support.organisations.$organisationId.users.$userId.edit.$draftId._index.tsx";
import { recognise } from "../../server/sign-in/recognise.ts";
import { identityOf } from "../factories/identities.ts";
import { createOrganisation } from "../factories/organisations.ts";
import { createOrganisationUser, createSupportUser, megan, priya, tom } from "../factories/people.ts";
import { visit } from "../factories/pages.ts";
import { createSession, openContext } from "../factories/sessions.ts";
import { test as base, withVariables } from "../factories/services.ts";
import { readTraces } from "../factories/traces.ts";

/** Tom Whitfield, signed in, edits Priya Nair, who never has: what each page answers him. */
const test = base.extend("journey", async ({ services, db }) => {
  const { sessionId } = await createSession(services, {
    supportUserId: (await createSupportUser(db, tom)).id,
  });
  const { id } = await createSupportUser(db, priya);
  const params = { userId: id, draftId: randomUUID() };
  const details = `/support/users/${id}`;
  const open = () => openContext(services, sessionId);
  return {
    sessionId,
    params,
    details,
    form: `${details}/edit/${params.draftId}`,
    open,
    getForm: async () => visit(detailsPage.loader, await open(), { params }),
    postForm: async (form: Record<string, string>) =>
      visit(detailsPage.action, await open(), { params, form }),
    getCheck: async () => visit(checkPage.loader, await open(), { params }),
    save: async () => visit(checkPage.action, await open(), { params, form: {} }),
    signIn: () => recognise(db, identityOf(priya, "dsi-priya")),
  };
});

const leadsTo = (location: string) => ({ status: 302, location, data: undefined });
const locked = { type: "important", text: "Changes not saved because this user has now signed in" };

test("the form holds what is stored; Back and Cancel lead to the details page", async ({ journey }) => {
  expect((await journey.getForm()).data).toMatchObject({
    values: priya,
    back: journey.details,
    cancel: journey.details,
    wording: { caption: "Priya Nair" },
  });
});

test("a new address gets a warning on the check page, a new name none", async ({ journey }) => {
  expect(await journey.postForm({ ...priya, lastName: "Shah" })).toEqual(leadsTo(`${journey.form}/check`));
  const { data } = await journey.getCheck();
  expect((data as { preview: { warning?: string } }).preview.warning).toBeUndefined();

  await journey.postForm({ ...priya, email: "priya.shah@education.gov.uk" });
  expect((await journey.getCheck()).data).toMatchObject({
    preview: { warning: "We will email priya.shah@education.gov.uk with sign-in details." },
  });
});

test("a save and its repeat land on the details page with the same banner", async ({ journey, db }) => {
  await journey.postForm({ ...priya, lastName: "Shah" });

  for (const _ of ["first", "repeat"]) {
    expect(await journey.save()).toEqual(leadsTo(journey.details));
    expect(await (await journey.open()).takeBanner()).toEqual({ type: "success", text: "User updated" });
  }

  expect(await readTraces(db)).toMatchObject({ activity: [{ action: "edited" }], emails: [], jobs: [] });
  expect(await journey.getForm()).toEqual(leadsTo(journey.details));
});

test("a sign-in between opening the form and saving wins, and the details page says why", async ({
  journey,
  db,
}) => {
  await journey.postForm({ ...priya, lastName: "Shah" });
  await journey.signIn();

  for (const ask of [journey.save, journey.getForm, journey.getCheck, () => journey.postForm(priya)]) {
    expect(await ask()).toEqual(leadsTo(journey.details));
    expect(await (await journey.open()).takeBanner()).toEqual(locked);
  }

  const names = await db
    .selectFrom("support_users")
    .select("last_name")
    .where("email", "=", priya.email)
    .execute();
  expect(names).toEqual([{ last_name: "Nair" }]);
});

test("an organisation user's form is 404 unless configured", async ({ journey, services, db }) => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const params = { organisationId: ashgrove.id, userId: user.id, draftId: randomUUID() };
  const allowing = withVariables(services, { ORGANISATION_USER_EDITING: "until-first-sign-in" });

  for (const run of [editUser.loader, editUser.action]) {
    const answer = await visit(run, await journey.open(), {
      params,
      form: run === editUser.action ? megan : undefined,
    });
    expect(answer).toMatchObject({ status: 404 });
  }
  const allowed = await visit(editUser.loader, await openContext(allowing, journey.sessionId), { params });
  expect(allowed.data).toMatchObject({
    values: megan,
    wording: { inset: "Changes apply in every organisation this user belongs to." },
  });
});
