import { expect } from "vitest";
import { sql } from "kysely";
import { readActivity } from "../../../readings/traces.ts";
import { createActor, earlier, eric, megan, tom } from "../../../records/people.ts";
import { readRefused, refuse } from "../../../records/refused-sign-ins.ts";
import { unknownId } from "../../../records/organisations.ts";
import { callAs, test } from "../../../fixtures/resources.ts";

const addressesOf = ({ items }: { items: { email: string }[] }) => items.map(({ email }) => email);

test("lists what is not resolved, newest try first, and all on request", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  await refuse(db, megan);
  const problemId = await refuse(db, tom);
  await refuse(db, eric);
  await refuse(db, megan);
  await api.signInProblems.resolve({ problemId });

  const open = await api.signInProblems.list({});
  const all = await api.signInProblems.list({ show: "all" });

  expect(addressesOf(open)).toEqual([megan.email, eric.email]);
  expect(addressesOf(all)).toEqual([megan.email, eric.email, tom.email]);
  expect(open).toMatchObject({ total: 2, isMore: false });
  expect(open.items[0]).toMatchObject({
    ...{ givenName: "Megan", familyName: "Price", reason: "not_invited", count: 2, state: "open" },
    firstAt: expect.stringMatching(/Z$/) as string,
  });
  expect(all.items[2]).toMatchObject({ state: "resolved" });
});

test.for([
  ["eric blanc", [eric.email]],
  ["price", [megan.email]],
  ["MEGAN.PRICE@example.com", [megan.email]],
  ["e", [eric.email, megan.email]],
  ["price eric", []],
  ["!", []],
] as const)(
  "searches names and addresses for every word of %j",
  async ([query, found], { resources, db }) => {
    const api = callAs(resources, await createActor(db));
    await refuse(db, megan);
    await refuse(db, eric);

    expect(addressesOf(await api.signInProblems.list({ query }))).toEqual(found);
  },
);

test("counts to 1,000, also where nothing is left out", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  await sql`
    insert into refused_sign_ins (dfe_sign_in_id, matched_email, reason, email)
    select 'dsi-' || n, n || '@example.com', 'not_invited', n || '@example.com' from generate_series(1, 1001) n
  `.execute(db);

  expect(await api.signInProblems.list({})).toMatchObject({ total: 1_000, isMore: true, pageCount: 40 });
  expect(await api.signInProblems.list({ show: "all" })).toMatchObject({ total: 1_000, isMore: true });
});

test("marking a problem as resolved is logged once, without saying whose it was", async ({
  resources,
  db,
}) => {
  const api = callAs(resources, await createActor(db));
  const problemId = await refuse(db, eric);

  await api.signInProblems.resolve({ problemId });
  await api.signInProblems.resolve({ problemId });

  expect(await readActivity(db)).toEqual([
    {
      ...{
        by: "support_user",
        name: "Priya Nair",
        action: "problem_resolved",
        organisation: null,
        changes: null,
      },
      ...{ subjectId: null, kind: null, subject: null, address: null },
    },
  ]);
  expect(await api.signInProblems.get({ problemId })).toMatchObject({ state: "resolved", candidates: [] });
  await refuse(db, eric);
  expect(await readRefused(db)).toMatchObject([{ count: 2, resolvedAt: null }]);
});

test("a problem that is not there is NOT_FOUND", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  const gone = { problemId: unknownId };

  await expect(api.signInProblems.get(gone)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(api.signInProblems.resolve(gone)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a problem says who invited the person, and offers nothing more", async ({ resources, db }) => {
  const api = callAs(resources, await createActor(db));
  const problemId = await refuse(db, eric);
  await db
    .updateTable("refused_sign_ins")
    .set({ invited_at: earlier, invited_by_kind: "api_token", invited_by_name: "nightly sync" })
    .execute();

  expect(await api.signInProblems.get({ problemId })).toMatchObject({
    ...{ state: "invited", candidates: [], mayAddToOrganisation: false, mayAddAsSupportUser: false },
    invited: { at: earlier.toISOString(), by: { kind: "api_token", name: "nightly sync" } },
  });
});
