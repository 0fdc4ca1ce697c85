import { expect, test } from "vitest";
import { backTo, linkFrom } from "./list-links";
import { paths } from "./paths";

const lists = { organisations: paths.organisations };
const otherwise = "/elsewhere";

function follow(list: string): string {
  return backTo(`?${new URLSearchParams({ list }).toString()}`, lists, otherwise);
}

test("a link from a search or a later page leads back to it", () => {
  const { list = "" } = linkFrom("organisations", "?query=st+mary%27s+%26+all&page=3");

  expect(follow(list)).toBe("/support/organisations?query=st+mary%27s+%26+all&page=3");
});

test("a link from a filtered list leads back to it", () => {
  const { list = "" } = linkFrom("support-users", "?show=not_signed_in&page=2");

  expect(
    backTo(`?${new URLSearchParams({ list }).toString()}`, { "support-users": paths.supportUsers }, "/"),
  ).toBe("/support/users?show=not_signed_in&page=2");
});

test.each(["", "?page=1", "?show=all", "?query=", "?page=x&query="])(
  "links from %o of a list have no parameter",
  (search) => {
    expect(linkFrom("organisations", search)).toEqual({});
  },
);

test("an organisation's users lead back to the search that found the organisation", () => {
  const organisations = linkFrom("organisations", "?query=ash");
  const fromUsers = linkFrom("users", `?${new URLSearchParams({ ...organisations, page: "2" }).toString()}`);
  const users = backTo(
    `?${new URLSearchParams(fromUsers).toString()}`,
    { users: paths.organisationUsers("1") },
    otherwise,
  );

  expect(users).toBe("/support/organisations/1/users?page=2&list=organisations%3Fquery%3Dash");
  expect(backTo(new URL(users, "http://localhost").search, lists, otherwise)).toBe(
    "/support/organisations?query=ash",
  );
});

test.each([
  "",
  "organisations",
  "//evil.example?query=ash",
  "https://evil.example/?query=ash",
  "users?page=2", // a list that this page is not reached from
  "toString?page=2",
  "organisations ?query=ash",
])("the parameter %o is not accepted", (list) => {
  expect(follow(list)).toBe(otherwise);
});

test.each([
  ["organisations?query=ash&returnTo=//evil.example&__proto__=1", "/support/organisations?query=ash"],
  ["organisations?page=-1&show=all", "/support/organisations"],
  [`organisations?query=${"a".repeat(201)}`, "/support/organisations"],
  [`organisations?page=2&query=${"a".repeat(3_000)}`, "/support/organisations?page=2"],
  ["organisations?query=ash\r\nX: 1#f", "/support/organisations?query=ash%0D%0AX%3A+1%23f"],
])("of %o only what the list knows is kept", (list, path) => {
  expect(follow(list)).toBe(path);
});
