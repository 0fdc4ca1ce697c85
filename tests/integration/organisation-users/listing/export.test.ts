import { expect } from "vitest";
import { createOrganisation, unknownId } from "../../../records/organisations.ts";
import {
  createActor,
  createOrganisationUser,
  createOrganisationUsers,
  eric,
  megan,
} from "../../../records/people.ts";
import { callAs, test, withVariables } from "../../../fixtures/resources.ts";
import { readActivity } from "../../../readings/traces.ts";
import type { Caller } from "../../../../server/router.ts";

type Asked = Parameters<Caller["organisationUsers"]["export"]>[0];
type Page = Awaited<ReturnType<Caller["organisationUsers"]["export"]>>;

/** Reads an export to its end. `between` is called after each page. */
async function readAll(
  api: Caller,
  asked: Asked = {},
  between: (page: Page) => Promise<void> = async () => {},
) {
  const pages: Page[] = [];
  for (let after: string | undefined; pages.length === 0 || after !== undefined;) {
    const page = await api.organisationUsers.export({ ...asked, after });
    pages.push(page);
    await between(page);
    after = page.next ?? undefined;
  }
  return pages;
}

const keyOf = ({ id, organisation }: Page["items"][number]) => `${organisation.id} ${id}`;

test("has every user of every organisation once, and is logged once", async ({ api, db }) => {
  const [ashgrove, calder] = [
    await createOrganisation(db, "Ashgrove", { urn: "100777", ukprn: "10007777" }),
    await createOrganisation(db, "Calder"),
  ];
  await createOrganisationUsers(db, calder, 11, megan);
  const both = await createOrganisationUser(db, eric, { organisations: [ashgrove, calder] });
  await createOrganisationUser(db, { ...megan, email: "nowhere@example.com" });

  const pages = await readAll(api, { pageSize: 5 });

  expect(pages.map(({ items }) => items.length)).toEqual([5, 5, 3]);
  const items = pages.flatMap((page) => page.items);
  expect(new Set(items.map(keyOf)).size).toBe(13);
  expect(
    items
      .filter(({ id }) => id === both.id)
      .map(({ organisation }) => organisation.name)
      .toSorted(),
  ).toEqual(["Ashgrove", "Calder"]);
  expect(items.find(({ organisation }) => organisation.id === ashgrove.id)).toEqual({
    ...both,
    lastSignedInAt: null,
    organisation: { ...ashgrove, urn: "100777", ukprn: "10007777", isClosed: false },
  });
  expect(await readActivity(db)).toMatchObject([
    { action: "downloaded", name: "Priya Nair", subjectId: null },
  ]);
});

test("leaves nobody out and repeats nobody while names, memberships and organisations change", async ({
  api,
  db,
}) => {
  const organisations = [await createOrganisation(db, "Ashgrove"), await createOrganisation(db, "Calder")];
  for (const one of organisations) await createOrganisationUsers(db, one, 6, megan);
  const before = (await readAll(api)).flatMap(({ items }) => items);
  const leaving = before[0];

  const pages = await readAll(api, { pageSize: 3 }, async () => {
    await createOrganisationUser(db, { ...eric, email: `${Math.random()}@example.com` }, { organisations });
    await db
      .updateTable("organisation_users")
      .set({ first_name: `Zo ${Math.random()}` })
      .execute();
    await db
      .updateTable("organisations")
      .set({ name: `A ${Math.random()}` })
      .execute();
    await db
      .deleteFrom("memberships")
      .where("user_id", "=", leaving?.id ?? "")
      .execute();
  });

  const keys = pages.flatMap(({ items }) => items.map(keyOf));
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(expect.arrayContaining(before.map(keyOf)));
});

test("is of the organisations that it names, and logged with the organisation if it is one", async ({
  api,
  db,
}) => {
  const [ashgrove, calder, other] = [
    await createOrganisation(db),
    await createOrganisation(db, "Calder"),
    await createOrganisation(db, "Other"),
  ];
  for (const one of [ashgrove, calder, other]) await createOrganisationUsers(db, one, 3, megan);

  const ofOne = await readAll(api, { organisationIds: [calder.id] });
  const ofTwo = await readAll(api, { organisationIds: [calder.id, ashgrove.id], pageSize: 2 });

  const namesOf = (pages: Page[]) =>
    new Set(pages.flatMap(({ items }) => items.map(({ organisation }) => organisation.name)));
  expect(namesOf(ofOne)).toEqual(new Set(["Calder"]));
  expect(namesOf(ofTwo)).toEqual(new Set(["Calder", ashgrove.name]));
  expect(await readActivity(db)).toMatchObject([
    { action: "downloaded", subjectId: calder.id },
    { action: "downloaded", subjectId: null },
  ]);
  await expect(
    api.organisationUsers.export({ organisationIds: [calder.id, unknownId] }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("nobody can go on with an export that is not theirs, not of these organisations, or changed", async ({
  resources,
  db,
}) => {
  const actor = await createActor(db);
  const api = callAs(resources, actor);
  const [ashgrove, calder] = [await createOrganisation(db), await createOrganisation(db, "Calder")];
  for (const one of [ashgrove, calder]) await createOrganisationUsers(db, one, 2, megan);
  const asked = { organisationIds: [ashgrove.id], pageSize: 1 };
  const after = (await api.organisationUsers.export(asked)).next ?? "";
  const [text = "", signature = ""] = after.split(".");
  const other = callAs(resources, { kind: "api_token", id: unknownId, name: "other", scopes: ["read"] });
  const secret = { SESSION_SECRET: "another secret of more than 32 characters" };
  const elsewhere = callAs(withVariables(resources, secret), actor);

  const refused = { cause: { fieldErrors: { after: "This export cannot go on. Begin it again" } } };
  await expect(other.organisationUsers.export({ ...asked, after })).rejects.toMatchObject(refused);
  await expect(elsewhere.organisationUsers.export({ ...asked, after })).rejects.toMatchObject(refused);
  for (const input of [
    { ...asked, organisationIds: [ashgrove.id, calder.id], after },
    { pageSize: 1, after },
    { ...asked, after: text },
    { ...asked, after: `${text}x.${signature}` },
    { ...asked, after: "" },
  ]) {
    await expect(api.organisationUsers.export(input)).rejects.toMatchObject(refused);
  }
  expect((await api.organisationUsers.export({ ...asked, after })).next).toBeNull();
});

test.for([[{ pageSize: 0 }], [{ pageSize: 1_001 }], [{ organisationIds: [] }]])(
  "%j is refused",
  async ([input], { api }) => {
    await expect(api.organisationUsers.export(input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);
