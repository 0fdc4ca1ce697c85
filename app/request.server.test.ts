import { expect, test } from "vitest";
import { checkPage, requestedPage, uuidParam } from "./request.server.ts";

const request = (query: string) => new Request(`http://localhost/support/users${query}`);

test.each([
  ["?page=1", 1],
  ["?page=2", 2],
  ["?query=x&page=17", 17],
  ["?page=1000000", 1_000_000],
  ["?page=99999999999999999999", 1_000_000_000],
])("%s asks for page %i", (query, page) => {
  expect(requestedPage(request(query))).toBe(page);
});

test.each([
  "",
  "?page=",
  "?page=0",
  "?page=-1",
  "?page=1.5",
  "?page=01",
  "?page=1e3",
  "?page=+2",
  "?page=%202",
  "?page=two",
  "?page=2;drop",
])("%s, not a positive whole number, shows page 1", (query) => {
  expect(requestedPage(request(query))).toBe(1);
});

test("a page past the end redirects to the first, and keeps the search", () => {
  const thrown = catchThrown("?page=4&query=megan", { page: 4, pageCount: 3 });

  expect(thrown?.status).toBe(302);
  expect(thrown?.headers.get("Location")).toBe("/support/users?query=megan");
  expect(catchThrown("?page=2", { page: 2, pageCount: 1 })?.headers.get("Location")).toBe("/support/users");
});

test.each([
  [1, 1],
  [3, 3],
  [1, 3],
])("page %i of %i is shown", (page, pageCount) => {
  expect(catchThrown(`?page=${page}`, { page, pageCount })).toBeUndefined();
});

function catchThrown(query: string, page: { page: number; pageCount: number }): Response | undefined {
  try {
    checkPage(request(query), page);
    return undefined;
  } catch (error) {
    if (!(error instanceof Response)) throw error;
    return error;
  }
}

const id = "4f3c2b1a-0000-4000-8000-00000000000a";

test.each([id, id.toUpperCase()])("%s is an id, in lower case", (value) => {
  expect(uuidParam({ userId: value }, "userId")).toBe(id);
});

test.each([undefined, "", "1", "new", `${id} `, `${id}\n`, `{${id}}`, id.replaceAll("-", ""), `${id}0`])(
  "%j is no id: 404",
  (value) => {
    expect(() => uuidParam({ userId: value }, "userId")).toThrow(
      expect.objectContaining({ status: 404 }) as Error,
    );
  },
);
