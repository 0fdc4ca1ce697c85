import { sql } from "kysely";
import { describe, expect } from "vitest";
import type { Database } from "../../../db/database.ts";
import { countPerformance } from "../../../server/performance/keeping/count.ts";
import { identityOf, recogniseOnly } from "../../records/identities.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { eric, megan } from "../../records/people.ts";
import { refuse } from "../../records/refused-sign-ins.ts";
import { test as base, waitDays } from "./moved-clock.ts";
import { readAllTime, readNextDay, sendAll } from "./scene.ts";

const test = base
  .extend("ashgrove", async ({ db }) => (await createOrganisation(db)).id)
  .extend("calder", async ({ db }) => (await createOrganisation(db, "Calder")).id);

const signIn = (db: Database, person = megan) =>
  recogniseOnly(db, identityOf(person, `dsi-${person.firstName}`));
const confirmed = true as const;

test("a person who was added, invited and signed in", async ({ resources, db, api, ashgrove }) => {
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, invitationSent: 0, invitationDelivered: 0, signedIn: 0 },
    firstSignIn: { medianDays: null },
    months: [{ added: 1, removed: 0 }],
    organisations: { withUser: 1, withSignedInUser: 0 },
  });

  await sendAll(resources, "delivered");
  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, invitationSent: 1, invitationDelivered: 1, signedIn: 0 },
    emails: { sent: 1, delivered: 1, failed: 0, cancelled: 0 },
  });

  await signIn(db);
  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, signedIn: 1 },
    firstSignIn: {
      medianDays: 2,
      within: [
        { days: 1, users: 0 },
        { days: 7, users: 1 },
        { days: 30, users: 1 },
      ],
    },
    organisations: { withUser: 1, withSignedInUser: 1 },
  });
});

test("adding to a second organisation is no further adding", async ({ db, api, ashgrove, calder }) => {
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await waitDays(db, 3);
  await api.organisationUsers.add({ organisationId: calder, ...megan });
  await signIn(db);

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, signedIn: 1 },
    firstSignIn: { medianDays: 3 },
  });
});

test("only a removal from the last organisation is a removal", async ({ db, api, ashgrove, calder }) => {
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await api.organisationUsers.add({ organisationId: calder, ...megan });
  await api.organisationUsers.remove({ organisationId: ashgrove, userId });
  expect(await readNextDay(db)).toMatchObject({ months: [{ added: 1, removed: 0 }] });

  await api.organisationUsers.remove({ organisationId: calder, userId });
  expect(await readNextDay(db)).toMatchObject({ months: [{ added: 1, removed: 1 }] });
});

test("a removed person who is added again counts twice, each time with what followed", async ({
  resources,
  db,
  api,
  ashgrove,
}) => {
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await sendAll(resources, "delivered");
  await waitDays(db, 5);
  await api.organisationUsers.remove({ organisationId: ashgrove, userId });
  await signIn(db); // belongs to no organisation
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await sendAll(resources, "permanent-failure");
  await waitDays(db, 1);
  await signIn(db);

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 2, invitationSent: 2, invitationDelivered: 1, signedIn: 1 },
    firstSignIn: { medianDays: 1 },
    months: [{ added: 2, removed: 1 }],
  });
});

test("a sign-in before the delivery counts, and so does a delivery after it", async ({
  resources,
  db,
  api,
  ashgrove,
}) => {
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await signIn(db);
  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, invitationSent: 0, invitationDelivered: 0, signedIn: 1 },
    firstSignIn: { medianDays: 0 },
  });

  await sendAll(resources, "delivered");
  expect(await readNextDay(db)).toMatchObject({ added: { invitationSent: 1, invitationDelivered: 1 } });
});

test("unlinking changes nothing: the sign-in that follows is not the first", async ({
  db,
  api,
  ashgrove,
}) => {
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await signIn(db);
  await waitDays(db, 4);
  await refuse(db, megan, "dsi-anew");
  await api.organisationUsers.unlink({ userId, confirmed });
  await recogniseOnly(db, identityOf(megan, "dsi-anew"));

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 1, signedIn: 1 },
    firstSignIn: { medianDays: 0 },
    months: [{ added: 1, removed: 0 }],
  });
});

test("'Invite this address instead' is a removal and an adding", async ({
  resources,
  db,
  api,
  ashgrove,
  calder,
}) => {
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await api.organisationUsers.add({ organisationId: calder, ...megan });
  const moved = { ...megan, email: "megan@school.example.com" };
  const problemId = await refuse(db, moved);
  await waitDays(db, 2);
  await api.signInProblems.inviteInstead({ problemId, userId, confirmed });
  await sendAll(resources, "delivered");
  await recogniseOnly(db, identityOf(moved, "dsi-Megan"));

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 2, invitationSent: 2, signedIn: 1 },
    firstSignIn: { medianDays: 0 },
    months: [{ added: 2, removed: 1 }],
  });
});

describe("of two records that are merged", () => {
  const married = { ...megan, email: "megan.lloyd@example.com" };

  test("both addings count, and the second is over by the sign-in that merged them", async ({
    resources,
    db,
    api,
    ashgrove,
    calder,
  }) => {
    const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
    await signIn(db);
    await waitDays(db, 10);
    await api.organisationUsers.add({ organisationId: calder, ...married });
    await sendAll(resources, "sent");
    await waitDays(db, 6);
    await signIn(db, married);

    expect(await readNextDay(db)).toMatchObject({
      added: { users: 2, invitationSent: 2, signedIn: 2 },
      firstSignIn: { medianDays: 3 },
      emails: { sent: 2 },
    });

    await api.organisationUsers.remove({ organisationId: ashgrove, userId });
    expect(await readNextDay(db)).toMatchObject({ months: [{ added: 2, removed: 0 }] });
    await api.organisationUsers.remove({ organisationId: calder, userId });
    expect(await readNextDay(db)).toMatchObject({ months: [{ added: 2, removed: 1 }] });
  });

  test("a record that had been removed has not signed in", async ({ db, api, ashgrove }) => {
    await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
    await signIn(db);
    const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove, ...married });
    await api.organisationUsers.remove({ organisationId: ashgrove, userId });
    await signIn(db, married);

    expect(await readNextDay(db)).toMatchObject({ added: { users: 2, signedIn: 1 } });
  });
});

test("90 days after the adding, a person's figures are final", async ({ resources, db, api, ashgrove }) => {
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await api.organisationUsers.add({ organisationId: ashgrove, ...eric });
  await waitDays(db, 90);
  await signIn(db);
  await waitDays(db, 1);
  await sendAll(resources, "delivered");
  await signIn(db, eric);

  expect(await readNextDay(db)).toMatchObject({
    added: { users: 2, invitationSent: 0, invitationDelivered: 0, signedIn: 1 },
    firstSignIn: { medianDays: 90 },
    emails: { sent: 2, delivered: 2 },
  });
});

test("days are those of London", async ({ db, api, ashgrove }) => {
  await sql`
    update clock.ahead set by = '2026-03-31T23:30:00Z'::timestamptz - pg_catalog.clock_timestamp()
  `.execute(db);
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });

  expect(await readNextDay(db)).toMatchObject({
    ...{ from: "2026-04-01", to: "2026-04-01" },
    months: [{ from: "2026-04-01", to: "2026-04-01", added: 1 }],
  });
});

test("today does not count until it is over", async ({ db, api, ashgrove }) => {
  await countPerformance(db);
  await api.organisationUsers.add({ organisationId: ashgrove, ...megan });
  await countPerformance(db);

  expect(await readAllTime(db)).toMatchObject({ to: "2026-02-09", added: { users: 0 } });
});
