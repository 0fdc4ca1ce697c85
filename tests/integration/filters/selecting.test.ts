import { expect } from "vitest";
import type { Organisation } from "../../records/organisations.ts";
import { createOrganisation } from "../../records/organisations.ts";
import { createOrganisationUser, createOrganisationUsers, eric, megan } from "../../records/people.ts";
import { createSession } from "../../records/sessions.ts";
import { readPage, test as base, type Web } from "../../fixtures/web.ts";

const people = "/support/organisation-users";
const usersOf = ({ id }: Organisation) => `/support/organisations/${id}/users`;

/** vitest's `test` with a function that posts a list's form as a support user. */
const test = base.extend("post", async ({ web, resources }) => {
  const { sessionId } = await createSession(resources);
  return (path: string, form: string[][]) =>
    web.visit(path, { method: "POST", sessionId, body: new URLSearchParams(form) });
});

type Post = (path: string, form: string[][]) => ReturnType<Web["visit"]>;

/** Posts a selection, and returns the bulk change's id and the query of its check page. */
async function check(post: Post, path: string, form: string[][]) {
  const response = await post(path, form);
  const location = response.headers.get("location") ?? "";
  const [, id = "", query = ""] = /^\/support\/bulk-changes\/([^/]+)\/check(.*)$/.exec(location) ?? [];
  expect([response.status, id], location).toEqual([302, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  return { id, query };
}

test("those ticked become the rows of a bulk change, in the order of the page", async ({ post, db }) => {
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  const first = await createOrganisationUser(db, eric, { organisations: [ashgrove] });
  const second = await createOrganisationUser(db, megan, { organisations: [calder, ashgrove] });
  const rows = (id: string) =>
    db
      .selectFrom("bulk_change_rows")
      .select(["user_id as user", "organisation_id as organisation"])
      .where("bulk_change_id", "=", id)
      .orderBy("position")
      .execute();
  const ticked = [first, second].map(({ id }) => ["user", id]);

  const removal = await check(post, usersOf(ashgrove), [...ticked, ["change", "remove"]]);
  const everywhere = await check(post, `${people}?query=example&page=1`, [...ticked, ["change", "remove"]]);
  const { id } = await check(post, people, [
    ["user", first.id],
    ["change", "invite_again"],
  ]);

  expect(await rows(removal.id)).toEqual([
    { user: first.id, organisation: ashgrove.id },
    { user: second.id, organisation: ashgrove.id },
  ]);
  expect(new Set(await rows(everywhere.id))).toEqual(
    new Set([
      { user: first.id, organisation: ashgrove.id },
      { user: second.id, organisation: ashgrove.id },
      { user: second.id, organisation: calder.id },
    ]),
  );
  expect(everywhere.query).toBe(
    `?${new URLSearchParams({ list: "organisation-users?query=example" }).toString()}`,
  );
  const kinds = db.selectFrom("bulk_changes").select("kind").where("id", "=", id);
  expect(await kinds.execute()).toEqual([{ kind: "invite_again" }]);
});

test("'Select all' takes everybody that the search and the filter find, on all pages", async ({
  post,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 40, megan);
  await createOrganisationUser(db, eric, { organisations: [ashgrove], dfeSignInId: "dsi-eric" });
  const total = async (path: string) => {
    const { id } = await check(post, path, [
      ["all", "yes"],
      ["change", "remove"],
    ]);
    return (
      await db.selectFrom("bulk_change_rows").select("position").where("bulk_change_id", "=", id).execute()
    ).length;
  };

  expect(await total(usersOf(ashgrove))).toBe(41);
  expect(await total(`${usersOf(ashgrove)}?show=not_signed_in&page=2`)).toBe(40);
  expect(await total(`${people}?query=eric`)).toBe(1);
  expect(await total(`${people}?query=price&show=not_signed_in`)).toBe(40);
});

test("more than 1,000 cannot be selected at once", async ({ post, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 1_001, megan);
  const all = [
    ["all", "yes"],
    ["change", "remove"],
  ];

  for (const path of [people, usersOf(ashgrove), `${people}?query=price`, `${people}?show=not_signed_in`]) {
    const page = await readPage(await post(path, all));
    expect(page.status).toBe(400);
    expect(page.text).toContain('<a href="#user">Narrow the list to select all users</a>');
  }
});

test.for([
  ["remove", "Select the users you want to remove"],
  ["invite_again", "Select the users you want to invite again"],
] as const)("nobody ticked: %s answers with the page, and '%s'", async ([change, message], { post, db }) => {
  const ashgrove = await createOrganisation(db);
  await createOrganisationUsers(db, ashgrove, 30, megan);

  for (const list of [people, usersOf(ashgrove)]) {
    const path = `${list}?query=price&show=not_signed_in&page=2`;
    const { status, text } = await readPage(await post(path, [["change", change]]));
    expect(status).toBe(400);
    expect(text).toMatch(/<title>Error: /);
    expect(text).toContain(`<a href="#user">${message}</a>`);
    expect(text).toMatch(/id="user" name="user" type="checkbox"/);
    expect(text).toContain(`action="${path.replaceAll("&", "&amp;")}"`);
    expect(text).toContain("(page 2 of 2)");
    expect(text.match(/name="user"/g)).toHaveLength(5);
  }
  expect(await db.selectFrom("bulk_changes").select("id").execute()).toEqual([]);
});

test("a form that does not say what to do is refused, and other users' lists are not", async ({
  post,
  db,
}) => {
  const ashgrove = await createOrganisation(db);
  const user = await createOrganisationUser(db, megan, { organisations: [ashgrove] });

  expect((await post(people, [["user", user.id]])).status).toBe(400);
  expect(
    (
      await post(people, [
        ["user", user.id],
        ["change", "toString"],
      ])
    ).status,
  ).toBe(400);
  expect(
    (
      await post(people, [
        ["user", "7"],
        ["change", "remove"],
      ])
    ).status,
  ).toBe(404);
});
