import { expect } from "vitest";
import { addOrganisationUser } from "../../../../server/organisation-users/add.ts";
import { recognise } from "../../../../server/sign-in/recognise.ts";
import { findSession, startSession } from "../../../../server/sign-in/sessions/sessions.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";
import { identityOf, recogniseOnly } from "../../../records/identities.ts";
import { createOrganisation } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, megan, successor } from "../../../records/people.ts";
import { createSession } from "../../../records/sessions.ts";

test.for([{}, { dfeSignInId: "dsi-megan" }])(
  "adding somebody who belongs to no organisation makes their record that of a new person: %j",
  async (signIn, { api, db }) => {
    const ashgrove = await createOrganisation(db);
    const former = await createOrganisationUser(db, megan, { organisations: [ashgrove], ...signIn });
    const input = { organisationId: ashgrove.id, userId: former.id };
    await api.organisationUsers.remove(input);

    const added = await api.organisationUsers.add({ organisationId: ashgrove.id, ...successor });

    expect(added).toEqual({ id: former.id, ...successor });
    const stored = await db.selectFrom("organisation_users").selectAll().execute();
    expect(stored).toMatchObject([{ first_name: "Dilys", dfe_sign_in_id: null, last_signed_in_at: null }]);
    const page = await api.organisationUsers.get(input);
    expect(page, "their page has only what followed").toMatchObject({
      ...{ ...successor, lastSignedInAt: null, emails: [{ kind: "organisation_user_added" }] },
    });
    const sinceAdded = await api.activity.list({ userId: former.id, sinceAdded: true });
    expect(sinceAdded.items).toMatchObject([{ kind: "added", subject: { name: "Dilys Owen" } }]);
    expect((await api.activity.list({ userId: former.id })).total, "the log keeps the history").toBe(2);
  },
);

test("a DfE Sign-in account that was made anew gets in after removing and adding again", async ({
  api,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const { id: userId } = await api.organisationUsers.add({ organisationId, ...megan });
  await recogniseOnly(db, identityOf(megan, "dsi-old"));
  const signInAnew = () => recogniseOnly(db, identityOf(megan, "dsi-new"));
  expect(await signInAnew()).toBeNull();

  await api.organisationUsers.remove({ organisationId, userId });
  await api.organisationUsers.add({ organisationId, ...megan });

  expect(await signInAnew()).toEqual({ kind: "organisation_user", id: userId });
  expect(await recogniseOnly(db, identityOf(megan, "dsi-old"))).toBeNull();
  const mismatches = (await readActivity(db)).filter(({ action }) => action === "sign_in_mismatch");
  expect(mismatches, "one before they were added again, and one after").toHaveLength(2);
});

test("the open session of a predecessor ends, and does not see the organisation again", async ({
  api,
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  const former = await createOrganisationUser(db, megan, {
    ...{ organisations: [ashgrove], dfeSignInId: "dsi-megan" },
  });
  const { sessionId } = await createSession(resources, { organisationUserId: former.id });

  await api.organisationUsers.remove({ organisationId: ashgrove.id, userId: former.id });
  expect(await findSession(db, sessionId, 120), "still open").toBeDefined();
  await api.organisationUsers.add({ organisationId: ashgrove.id, ...successor });

  expect(await findSession(db, sessionId, 120)).toBeUndefined();
});

test("whichever way the last membership went, the record is that of a new person", async ({ api, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  await createOrganisationUser(db, megan, { organisations: [calder], dfeSignInId: "dsi-megan" });
  await db.deleteFrom("memberships").execute();

  await api.organisationUsers.add({ organisationId: ashgrove.id, ...successor });

  const stored = db.selectFrom("organisation_users").select(["first_name", "dfe_sign_in_id"]);
  expect(await stored.execute()).toEqual([{ first_name: "Dilys", dfe_sign_in_id: null }]);
});

test("a removal that happens while adding waits is from before", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const { id: userId } = await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const actor = await createActor(db);
  const api = callAs(resources, actor);
  const input = { organisationId: ashgrove.id, userId };
  const claim = async () => {
    await api.organisationUsers.remove(input);
  };

  await addOrganisationUser(
    db,
    { actor, queue: resources.queue, claim },
    { organisationId: ashgrove.id, ...successor },
  );

  expect(await api.organisationUsers.get(input)).toMatchObject({
    emails: [{ kind: "organisation_user_added" }],
  });
  const { items } = await api.activity.list({ userId, sinceAdded: true });
  expect(items.map(({ kind }) => kind)).toEqual(["added"]);
});

test("a session of the predecessor does not outlive adding the successor at the moment of the sign-in", async ({
  api,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  for (const round of Array.from({ length: 15 }, (_, index) => index)) {
    const details = { ...megan, email: `head-${round}@example.com` };
    const sub = `dsi-${round}`;
    const { id } = await createOrganisationUser(db, details, { dfeSignInId: sub });
    // Without a verified address only the id matches, and only until the successor is added.
    const identity = identityOf(details, sub, { emailVerified: false });

    await Promise.all([
      recognise(db, identity, async (trx, { user }) => {
        if (user) await startSession(trx, { idToken: "the ID token", organisationUserId: user.id });
      }),
      api.organisationUsers.add({ organisationId, ...details }),
    ]);

    const sessions = db.selectFrom("sessions").select("id_hash").where("organisation_user_id", "=", id);
    expect(await sessions.execute()).toEqual([]);
  }
});
