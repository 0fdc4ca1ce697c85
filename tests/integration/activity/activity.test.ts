import { expect } from "vitest";
import { createOrganisation } from "../../records/organisations.ts";
import { createActor, createSupportUser, eric, megan, tom } from "../../records/people.ts";
import { callAs, test } from "../../fixtures/resources.ts";

test("the log is listed newest first, each entry with actor, action, subject and organisation", async ({
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  const actor = await createActor(db);
  const api = callAs(resources, actor);
  const user = await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  const { id: tomId } = await createSupportUser(db, tom);
  await api.supportUsers.update({ userId: tomId, ...tom, lastName: "Whitefield" });

  const { items, ...page } = await api.activity.list({});

  const by = { kind: "support_user", id: "id" in actor ? actor.id : "", name: "Priya Nair" };
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
  expect(page).toEqual({ total: 2, page: 1, pageCount: 1 });
  const ids = items.map(({ id }) => id);
  expect(items).toEqual([
    {
      id: ids[0],
      ...{ at, kind: "edited", actor: by, organisation: null, bulkChange: null },
      subject: { kind: "support_user", id: tomId, name: "Tom Whitefield", email: tom.email },
      changes: { lastName: { from: "Whitfield", to: "Whitefield" } },
    },
    {
      id: ids[1],
      ...{ at, kind: "added", actor: by, bulkChange: null, changes: null },
      organisation: { ...ashgrove, isClosed: false },
      subject: { kind: "organisation_user", id: user.id, name: "Megan Price", email: megan.email },
    },
  ]);
});

test("the log can be filtered by person, organisation and kind, and by all three", async ({
  resources,
  db,
}) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const priya = await createActor(db);
  const { id: tomId } = await createSupportUser(db, tom);
  const [asPriya, asTom] = [
    callAs(resources, priya),
    callAs(resources, { kind: "support_user", id: tomId, name: "Tom Whitfield" }),
  ];
  const user = await asPriya.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  await asTom.organisationUsers.add({ organisationId: calder.id, ...megan });
  await asTom.organisationUsers.add({ organisationId: calder.id, ...eric });
  await asPriya.organisationUsers.remove({ organisationId: calder.id, userId: user.id });
  const kinds = async (filter: Parameters<typeof asPriya.activity.list>[0]) =>
    (await asPriya.activity.list(filter)).items.map(({ kind }) => kind);

  expect(await kinds({ userId: user.id })).toEqual(["removed", "linked", "added"]);
  expect(await kinds({ userId: tomId }), "what a person did").toEqual(["added", "linked"]);
  expect(await kinds({ organisationId: calder.id })).toEqual(["removed", "added", "linked"]);
  expect(await kinds({ kind: "added" })).toEqual(["added", "added"]);
  expect(await kinds({ userId: user.id, organisationId: calder.id, kind: "linked" })).toEqual(["linked"]);
  expect(await kinds({ userId: tomId, kind: "removed" })).toEqual([]);
});

test("25 a page", async ({ resources, db }) => {
  const actor = await createActor(db);
  const rows = Array.from({ length: 26 }, (_, index) => ({
    ...{ action: "removed" as const, actor_kind: "system" as const, subject_kind: "support_user" as const },
    subject_name: `Person ${index}`,
  }));
  await db.insertInto("activity").values(rows).execute();
  const { list } = callAs(resources, actor).activity;

  const [first, second] = [await list({}), await list({ page: 2 })];

  expect([first.items.length, second.items.length, first.pageCount]).toEqual([25, 1, 2]);
  expect(second.items[0]?.subject?.name, "of one moment, the later row first").toBe("Person 0");
});

test.for([{ kind: "deleted" }, { userId: 7 }, { organisationId: "x" }, { who: "me" }])(
  "%j is refused",
  async (input, { resources, db }) => {
    const { list } = callAs(resources, await createActor(db)).activity;

    await expect(list(input as object)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);
