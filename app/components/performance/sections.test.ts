import { expect, it } from "vitest";
import { formatMonth, inDays } from "./sections.ts";

it.each([
  ["2026-01-01", "2026-01-31", "January 2026"],
  ["2024-02-01", "2024-02-29", "February 2024"],
  ["2024-02-01", "2024-02-28", "1 to 28 February 2024"],
  ["2025-12-16", "2025-12-31", "16 to 31 December 2025"],
  ["2026-04-01", "2026-04-01", "1 April 2026"],
])("names the month from %s to %s", (from, to, name) => {
  expect(formatMonth(from, to)).toBe(name);
});

it.each([
  [0, "0 days"],
  [1, "1 day"],
  [1.5, "1.5 days"],
])("writes %s as days", (days, text) => {
  expect(inDays(days)).toBe(text);
});
