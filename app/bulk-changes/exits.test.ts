import { expect, test } from "vitest";
import { exitsOf } from "./exits";

const organisation = { id: "o1", name: "Ashgrove Primary School", isClosed: false };
const users = "/support/organisations/o1/users";
const everywhere = { id: "b1", kind: "add", organisation: null } as const;

test("what was pasted or uploaded leads back to the form, and Cancel to the list", () => {
  expect(exitsOf(everywhere, undefined, "")).toEqual({
    back: "/support/bulk-changes/new/b1",
    form: "/support/bulk-changes/new/b1",
    cancel: "/support/organisations",
  });
  expect(exitsOf({ ...everywhere, organisation }, undefined, "")).toEqual({
    back: "/support/bulk-changes/new/b1?organisationId=o1",
    form: "/support/bulk-changes/new/b1?organisationId=o1",
    cancel: users,
  });
});

test("what was selected leads back to the list, to the same search and page", () => {
  const selected = { ...everywhere, kind: "remove" } as const;
  const search = `?${new URLSearchParams({ list: "organisation-users?query=ash&page=2" }).toString()}`;
  const own = `?${new URLSearchParams({ list: "users?page=3" }).toString()}`;

  expect(exitsOf(selected, undefined, search).back).toBe("/support/organisation-users?query=ash&page=2");
  expect(exitsOf(selected, undefined, own).back).toBe("/support/organisation-users");
  expect(exitsOf({ ...selected, organisation }, undefined, own).cancel).toBe(`${users}?page=3`);
  expect(exitsOf({ ...selected, organisation }, undefined, search).cancel).toBe(users);
});

test("what takes the rows of another bulk change leads back to that", () => {
  expect(exitsOf(everywhere, "/support/bulk-changes/b0", "")).toEqual({
    back: "/support/bulk-changes/b0",
    cancel: "/support/bulk-changes/b0",
  });
});
