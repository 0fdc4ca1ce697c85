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

  const by = { kind: "support_user", id: "id" in actor ? actor.id : "", name: "Priya Nair", hasPage: true };
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
  expect(page).toEqual({ total: 2, page: 1, pageCount: 1, isMore: false });
  const ids = items.map(({ id }) => id);
  expect(items).toEqual([
    {
      id: ids[0],
      ...{ at, kind: "edited", actor: by, organisation: null, bulkChange: null },
      subject: { kind: "support_user", id: tomId, name: "Tom Whitefield", email: tom.email, hasPage: true },
      changes: { lastName: { from: "Whitfield", to: "Whitefield" } },
    },
    {
      id: ids[1],
      ...{
        at,
        kind: "added",
        actor: by,
        organisation: { ...ashgrove, isClosed: false },
        bulkChange: null,
        changes: null,
      },
      subject: {
        kind: "organisation_user",
        id: user.id,
        name: "Megan Price",
        email: megan.email,
        hasPage: true,
      },
    },
  ]);
});

test("an entry says who has a page: not who was removed or deleted since, but who was merged", async ({
  resources,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  const api = callAs(resources, await createActor(db));
  const { id: tomId } = await createSupportUser(db, tom);
  const { id: merged } = await createSupportUser(db, { ...tom, email: "thomas@education.gov.uk" });
  await api.supportUsers.update({ userId: tomId, ...tom, lastName: "Whitefield" });
  await api.supportUsers.update({ userId: merged, ...tom, email: "t@education.gov.uk" });
  const { id: userId } = await api.organisationUsers.add({ organisationId: ashgrove.id, ...megan });
  const { id: deleted } = await api.organisationUsers.add({ organisationId: ashgrove.id, ...eric });
  await api.organisationUsers.download({ organisationId: ashgrove.id });
  const pages = async () =>
    (await api.activity.list({})).items.map(({ subject }) => [subject?.id, subject?.hasPage]);
  expect(await pages()).toEqual([ashgrove.id, deleted, userId, merged, tomId].map((id) => [id, true]));

  await db.updateTable("support_users").set({ removed_at: new Date() }).where("id", "=", merged).execute();
  await db.updateTable("support_users").set({ removed_at: new Date() }).where("id", "=", tomId).execute();
  await db.insertInto("merged_people").values({ id: merged, organisation_user_id: userId }).execute();
  await db.deleteFrom("emails").where("organisation_user_id", "=", deleted).execute();
  await db.deleteFrom("memberships").where("user_id", "=", deleted).execute();
  await db.deleteFrom("organisation_users").where("id", "=", deleted).execute();

  expect(await pages()).toEqual([
    ...[[ashgrove.id, true] as const, [deleted, false] as const, [userId, true] as const],
    ...[[merged, false] as const, [tomId, false] as const],
  ]);
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
