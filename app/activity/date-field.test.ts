import { expect, test } from "vitest";
import { readDate } from "./date-field";

const read = (typed: string) => {
  const [day = "", month = "", year = ""] = typed.split("/");
  return readDate("From date", { day, month, year });
};

test.each([
  ["14/1/2026", "2026-01-14"],
  ["01/09/2026", "2026-09-01"],
  ["29/2/2028", "2028-02-29"],
  ["3/jan/2026", "2026-01-03"],
  ["3/Sept/2026", "2026-09-03"],
  ["3/DECEMBER/2026", "2026-12-03"],
  ["1/1/0001", "0001-01-01"],
  ["31/12/9999", "9999-12-31"],
])("%s is %s", (typed, date) => {
  expect(read(typed)).toEqual({ date });
});

test("nothing is no date", () => {
  expect(read("//")).toEqual({});
});

const whole = ["day", "month", "year"];

test.each([
  ["/1/2026", "From date must include a day", ["day"]],
  ["14//2026", "From date must include a month", ["month"]],
  ["14/1/", "From date must include a year", ["year"]],
  ["//2026", "From date must include a day and month", ["day", "month"]],
  ["/1/", "From date must include a day and year", ["day", "year"]],
  ["14//", "From date must include a month and year", ["month", "year"]],
  ["14/1/26", "From date year must include 4 numbers", ["year"]],
  ["14/1/0", "From date year must include 4 numbers", ["year"]],
  ["14/1/99999", "From date year must include 4 numbers", ["year"]],
  ["32/1/2026", "From date must be a real date", ["day"]],
  ["0/1/2026", "From date must be a real date", ["day"]],
  ["-1/1/2026", "From date must be a real date", ["day"]],
  ["14/13/2026", "From date must be a real date", ["month"]],
  ["14/janus/2026", "From date must be a real date", ["month"]],
  ["14/1/0000", "From date must be a real date", ["year"]],
  ["14/1/two", "From date must be a real date", ["year"]],
  ["31/2/2026", "From date must be a real date", whole],
  ["29/2/2027", "From date must be a real date", whole],
  ["x/y/2026", "From date must be a real date", whole],
])("%s: %s", (typed, text, parts) => {
  expect(read(typed)).toEqual({ error: { text, parts } });
});
