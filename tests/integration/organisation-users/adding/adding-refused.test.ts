import { sql } from "kysely";
import { expect } from "vitest";
import { createOrganisation, unknownId } from "../../../records/organisations.ts";
import { createActor, createOrganisationUser, eric, megan } from "../../../records/people.ts";
import { startDraft } from "../../../records/drafts.ts";
import { callAs, test } from "../../../fixtures/resources.ts";
import { countRows, readTraces } from "../../../readings/traces.ts";

const nothing = { activity: [], emails: [], jobs: [] };

test("an address is already in use if it is in the same organisation", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUser(db, megan, { organisations: [ashgrove] });
  const api = callAs(resources, await createActor(db));
  const input = { organisationId: ashgrove.id, ...eric, email: "MEGAN.price@example.com" };

  const refused = {
    code: "CONFLICT",
    cause: { fieldErrors: { email: "Email address already in use" } },
  };
  await expect(api.organisationUsers.add(input)).rejects.toMatchObject(refused);
  await expect(api.organisationUsers.check(input)).rejects.toMatchObject(refused);
  expect(await readTraces(db)).toEqual(nothing);
});

test("an organisation that does not exist is not found", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  const input = { organisationId: unknownId, ...megan };

  await expect(api.organisationUsers.add(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(api.organisationUsers.check(input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await countRows(db, "organisation_users")).toBe(0);
});

test("an organisation user may not check, add, list or get", async ({ resources, db }) => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, eric, { organisations: [ashgrove] });
  const api = callAs(resources, { kind: "organisation_user", id: user.id, name: "Éric Blanc" });
  const organisationId = ashgrove.id;
  const calls = [
    () => api.organisationUsers.check({ organisationId, ...megan }),
    () => api.organisationUsers.add({ organisationId, ...megan }),
    () => api.organisationUsers.add({ organisationId: "no id", ...megan }),
    () => api.organisationUsers.list({ organisationId }),
    () => api.organisationUsers.get({ organisationId, userId: user.id }),
  ];

  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await readTraces(db)).toEqual(nothing);
});

test("an anonymous caller may not do anything", async ({ resources, db }) => {
  const { id: organisationId } = await createOrganisation(db);
  const api = callAs(resources, null);
  const calls = [
    () => api.organisationUsers.check({ organisationId, ...megan }),
    () => api.organisationUsers.add({ organisationId, ...megan, email: "no address" }),
    () => api.organisationUsers.list({ organisationId }),
    () => api.organisationUsers.get({ organisationId, userId: unknownId }),
    () => api.organisations.list({}),
    () => api.organisations.get({ organisationId }),
  ];

  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test.for(["memberships", "activity", "emails", "pgboss.job"])(
  "nothing is changed if %s cannot be written",
  async (table, { resources, db }) => {
    const ashgrove = await createOrganisation(db);
    await createOrganisationUser(db, megan);
    const { claim, readDraft } = await startDraft(resources, `organisation:${ashgrove.id}`, megan);
    const api = callAs(resources, await createActor(db), claim);
    const broken = sql.table(table);
    await sql`alter table ${broken} add constraint broken check (false) not valid`.execute(db);

    const adding = api.organisationUsers.add({ organisationId: ashgrove.id, ...megan, firstName: "Meg" });

    await expect(adding).rejects.toThrow('violates check constraint "broken"');
    await sql`alter table ${broken} drop constraint broken`.execute(db);
    expect(await readTraces(db)).toEqual(nothing);
    expect(await countRows(db, "memberships")).toBe(0);
    const stored = await db.selectFrom("organisation_users").select("first_name").execute();
    expect(stored).toEqual([{ first_name: "Megan" }]);
    expect(await readDraft(), "the answers can be saved again").toEqual({ state: "open", answers: megan });
  },
);
