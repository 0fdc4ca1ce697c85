import { expect, test } from "vitest";
import { requestedActivity } from "./filter.server";
import { withoutFilter } from "./filter-query";

const id = "0b1e7c1e-5f0a-4a56-9d0c-2f9f3d6f8a11";
const ask = (query: string) =>
  requestedActivity({ method: "GET", url: `http://localhost:3000/support/activity?${query}` });

test("the filter is in the URL, and parameters without a value are ignored", () => {
  const ids = `actorId=${id.toUpperCase()}&userId=${id}&organisationId=`;
  const dates = "from-day=1&from-month=Feb&from-year=2026&to-day=&to-month=&to-year=";

  const { filter, errors } = ask(`kind=added&${ids}&${dates}&page=2`);

  expect(filter).toEqual({ kind: "added", actorId: id, userId: id, from: "2026-02-01" });
  expect(errors).toBeUndefined();
});

test.each([
  "kind=deleted",
  "kind=%00",
  "actorId=7",
  "userId=%00",
  "organisationId=x",
  `userId=x&userId=${id}`,
])("%s is 404", (query) => {
  expect(() => ask(query)).toThrow(expect.objectContaining({ status: 404 }) as Error);
});

test("of a repeated parameter the first counts", () => {
  expect(ask("kind=added&kind=deleted&from-day=1&from-day=x&from-month=2&from-year=2026").filter).toEqual({
    ...{ kind: "added", from: "2026-02-01" },
  });
});

test("a wrong date is not used, and what was typed is shown again", () => {
  const { filter, typed, errors } = ask(
    `kind=added&from-day=%00&from-month=2&from-year=2026&to-day=${"9".repeat(5_000)}&to-month=1&to-year=2026`,
  );

  expect(filter).toEqual({ kind: "added" });
  expect(typed.from).toEqual({ day: "", month: "2", year: "2026" });
  expect(typed.to.day).toBe("9".repeat(20));
  expect(errors).toMatchObject({
    from: { text: "From date must include a day" },
    to: { text: "To date must be a real date" },
  });
});

test("the dates must be in order", () => {
  const days = (from: number, to: number) =>
    `from-day=${from}&from-month=2&from-year=2026&to-day=${to}&to-month=2&to-year=2026`;

  expect(ask(days(2, 2)).errors).toBeUndefined();
  const { filter, errors } = ask(days(2, 1));
  expect(filter).toEqual({ from: "2026-02-02" });
  expect(errors).toEqual({
    to: {
      text: "To date must be the same as or after the from date",
      parts: ["day", "month", "year"],
    },
  });
});

test("a link keeps what narrows the log, and of it no more than an id has", () => {
  const long = "x".repeat(100);
  const search = `?kind=added&page=3&from-day=1&actorId=${long}&other=1&to-day=&userId=u`;

  expect(withoutFilter(search)).toEqual({
    ...{ kind: "added", "from-day": "1", userId: "u" },
    actorId: long.slice(0, 36),
  });
  expect(withoutFilter(search, "from")).not.toHaveProperty("from-day");
});
