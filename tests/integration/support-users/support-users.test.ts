import { expect } from "vitest";
import { scopes } from "../../../server/api-tokens/scopes.ts";
import { settle } from "../../readings/outcomes.ts";
import { findSession, startSession } from "../../../server/sign-in/sessions/sessions.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { createActor, createSupportUser, priya, tom } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { createSession, openContext } from "../../records/sessions.ts";
import { untilBlocked } from "../../readings/locks.ts";
import { countRows, readTraces } from "../../readings/traces.ts";

const banner = { type: "success", text: "User removed" } as const;

test("adding a support user stores a record, an activity entry, an email and a job", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));

  const { id } = await api.supportUsers.add(tom);

  const { activity, emails, jobs } = await readTraces(db);
  expect(activity).toMatchObject([
    { action: "added", kind: "support_user", subjectId: id, subject: "Tom Whitfield" },
  ]);
  expect(emails).toMatchObject([{ kind: "support_user_added", recipient: tom.email, supportUser: id }]);
  expect(jobs).toEqual([{ emailId: emails[0]?.id }]);
});

test.for([
  "tom@education.gov.uk.example.com",
  "tom@educationXgov.uk",
  "tom@sub.education.gov.uk",
  "tom@example.com",
])("%s is not an address of the department", async (email, { resources, db }) => {
  const api = callAs(resources, await createActor(db));
  const message =
    "Enter a Department for Education email address in the correct format, like name@education.gov.uk";
  await expect(api.supportUsers.add({ ...tom, email })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    cause: { fieldErrors: { email: message } },
  });
});

test("a current support user's address is in use, even when ten add it at once", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));

  const outcomes = await settle(Array.from({ length: 10 }, () => api.supportUsers.add(tom)));

  expect(outcomes).toEqual({ done: 1, "Email address already in use": 9 });
  expect(await readTraces(db)).toMatchObject({ activity: [{}], emails: [{}], jobs: [{}] });
});

test("adding a removed support user reuses the record, with a new name and invitation and without a sign-in", async ({
  resources,
  db,
}) => {
  const { id } = await createSupportUser(db, tom, { dfeSignInId: "dsi-tom" });
  const api = callAs(resources, await createActor(db));
  await api.supportUsers.remove({ userId: id });
  const sessionId = await startSession(db, { idToken: "left by an older release", supportUserId: id });

  const outcomes = await settle([1, 2, 3].map(() => api.supportUsers.add({ ...tom, firstName: "Thomas" })));

  expect(outcomes).toEqual({ done: 1, "Email address already in use": 2 });
  expect(await api.supportUsers.get({ userId: id })).toMatchObject({
    firstName: "Thomas",
    lastSignedInAt: null,
    emails: [{ kind: "support_user_added" }],
  });
  expect(await findSession(db, sessionId, 120)).toBeUndefined();
  expect(await countRows(db, "support_users")).toBe(2);
  const { activity, emails } = await readTraces(db);
  expect(activity.map(({ action }) => action)).toEqual(["removed", "added"]);
  expect(emails.map(({ kind }) => kind)).toEqual(["support_user_removed", "support_user_added"]);
  const sinceAdded = await api.activity.list({ userId: id, sinceAdded: true });
  expect(sinceAdded.items.map(({ kind }) => kind)).toEqual(["added"]);
});

test("adding the address of a record that was merged into another makes a new record", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  const { id: merged } = await createSupportUser(db, tom);
  await recogniseOnly(db, identityOf({ ...priya, email: tom.email }, "dsi-priya"));
  await recogniseOnly(db, identityOf(priya, "dsi-priya"));

  const { id } = await api.supportUsers.add(tom);

  expect(id).not.toBe(merged);
});

test("removing ends every session at once, and sends an email", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, tom);
  const sessions = [
    await createSession(resources, { supportUserId: userId }),
    await createSession(resources, { supportUserId: userId }),
  ];
  const api = callAs(resources, await createActor(db));

  await api.supportUsers.remove({ userId });

  for (const { sessionId } of sessions) {
    expect(await (await openContext(resources, sessionId)).getSession()).toBeUndefined();
  }
  expect(await countRows(db, "sessions")).toBe(0);
  const { activity, emails } = await readTraces(db);
  expect(activity).toMatchObject([{ action: "removed", subjectId: userId }]);
  expect(emails).toMatchObject([{ kind: "support_user_removed", recipient: tom.email }]);
  await expect(api.supportUsers.get({ userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a removal waits for a change that the user is making, and locks their record only then", async ({
  resources,
  db,
}) => {
  const { id: userId } = await createSupportUser(db, tom);
  await createSession(resources, { supportUserId: userId });
  const api = callAs(resources, await createActor(db));

  const removal = await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("sessions")
      .set({ banner: JSON.stringify(banner) })
      .execute();
    const waiting = api.supportUsers.remove({ userId });
    await untilBlocked(db);
    await trx.selectFrom("support_users").select("id").forUpdate().noWait().execute();
    return { waiting };
  });

  await removal.waiting;
  expect(await countRows(db, "sessions")).toBe(0);
});

test("removing twice sends one email", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, tom);
  const api = callAs(resources, await createActor(db));

  const outcomes = await settle([1, 2, 3].map(() => api.supportUsers.remove({ userId })));

  expect(outcomes).toEqual({ done: 1, NOT_FOUND: 2 });
  expect(await readTraces(db)).toMatchObject({ activity: [{}], emails: [{}] });
});

test("a support user cannot remove themselves", async ({ resources, db }) => {
  await createSupportUser(db, tom);
  const actor = await createActor(db);
  const userId = actor.kind === "system" ? "" : actor.id;
  const api = callAs(resources, actor);

  expect(await api.supportUsers.get({ userId })).toMatchObject({ mayRemove: false });
  await expect(api.supportUsers.remove({ userId })).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "You cannot remove yourself",
  });
});

test("nobody can remove the last support user", async ({ resources, db }) => {
  const { id: userId } = await createSupportUser(db, priya);
  const api = callAs(resources, { kind: "api_token", id: userId, name: "script", scopes });

  await expect(api.supportUsers.remove({ userId })).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "You cannot remove the last support user",
  });
  expect(await countRows(db, "support_users")).toBe(1);
});

test("of two support users who remove each other at once, one always stays", async ({ resources, db }) => {
  for (const round of Array.from({ length: 20 }, (_, index) => index)) {
    await db.updateTable("support_users").set({ removed_at: new Date() }).execute();
    const pair = await Promise.all(
      ["a", "b"].map((name) => createSupportUser(db, { ...tom, email: `${name}${round}@education.gov.uk` })),
    );

    const pages = await Promise.all(
      pair.map(async ({ id }) => {
        const { sessionId } = await createSession(resources, { supportUserId: id });
        return (await openContext(resources, sessionId)).api({ banner });
      }),
    );

    const removals = pages.map((api, index) =>
      api.supportUsers.remove({ userId: pair[1 - index]?.id ?? "" }),
    );

    expect(await settle(removals)).toEqual({ done: 1, UNAUTHORIZED: 1 });
    const left = await db.selectFrom("support_users").select("id").where("removed_at", "is", null).execute();
    expect(left).toHaveLength(1);
  }
});
