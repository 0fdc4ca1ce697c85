import { expect } from "vitest";
import {
  createOrganisation,
  createOrganisations,
  type Organisation,
} from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, megan } from "../../../records/people.ts";
import { startDraft } from "../../../records/drafts.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";

const ten = Array.from({ length: 10 }, (_, index) => index);

/** Counts the outcomes of calls made at once: 'done', or the error message. */
async function settle(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    const outcome = result.status === "fulfilled" ? "done" : (result.reason as Error).message;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

test("of ten requests that add one address at once, one succeeds and nine find it in use", async ({
  resources,
  db,
}) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));

  const outcomes = await settle(ten.map(() => api.organisationUsers.add({ organisationId, ...megan })));

  expect(outcomes).toEqual({ done: 1, "Email address already in use": 9 });
  expect(await countRows(db, "organisation_users")).toBe(1);
  expect(await countRows(db, "memberships")).toBe(1);
  expect(await readTraces(db)).toMatchObject({ activity: [{ action: "added" }], emails: [{}], jobs: [{}] });
});

test("adding one address to ten organisations at once makes one user, ten memberships and ten emails", async ({
  resources,
  db,
}) => {
  const organisations = await createOrganisations(db, 10);
  const api = callAs(resources, await createActor(db));

  const outcomes = await settle(organisations.map(({ id }) => addTo(api, id, "Megan")));

  expect(outcomes).toEqual({ done: 10 });
  expect(await countRows(db, "organisation_users")).toBe(1);
  await expectOneEach(organisations, db);
  const { activity } = await readTraces(db);
  expect(activity.map(({ action }) => action).toSorted()).toEqual([
    "added",
    ...ten.slice(1).map(() => "linked"),
  ]);
});

test("ten requests that reuse a removed user's record at once, with ten names, store one name", async ({
  resources,
  db,
}) => {
  const organisations = await createOrganisations(db, 10);
  await createOrganisationUser(db, megan);
  const api = callAs(resources, await createActor(db));

  await settle(organisations.map(({ id }, index) => addTo(api, id, `Megan the ${index}.`)));

  const stored = await db.selectFrom("organisation_users").select("first_name").executeTakeFirstOrThrow();
  expect(stored.first_name).toMatch(/^Megan the \d\.$/);
  const { activity } = await readTraces(db);
  expect(activity.map(({ subject }) => subject)).toEqual(ten.map(() => `${stored.first_name} Price`));
  await expectOneEach(organisations, db);
});

test("three saves of one draft at once add one user", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const { claim, readDraft } = await startDraft(resources, `organisation:${organisationId}`, megan);
  const api = callAs(resources, await createActor(db), claim);

  const save = () => api.organisationUsers.add({ organisationId, ...megan });

  expect(await settle([save(), save(), save()])).toEqual({ done: 1, "Already saved": 2 });
  expect(await settle([save()]), "and no better later").toEqual({ "Already saved": 1 });
  expect(await readDraft()).toEqual({ state: "saved" });
  expect(await readTraces(db)).toMatchObject({ activity: [{}], emails: [{}], jobs: [{}] });
});

function addTo(api: ReturnType<typeof callAs>, organisationId: string, firstName: string) {
  return api.organisationUsers.add({ organisationId, ...megan, firstName });
}

async function expectOneEach(organisations: Organisation[], db: Parameters<typeof readTraces>[0]) {
  const ids = organisations.map(({ id }) => id).toSorted();
  const { emails, jobs } = await readTraces(db);
  const memberships = await db.selectFrom("memberships").select("organisation_id").execute();
  expect(memberships.map((one) => one.organisation_id).toSorted()).toEqual(ids);
  expect(emails.map(({ organisation }) => organisation).toSorted()).toEqual(ids);
  expect(jobs.length).toBe(ids.length);
}
