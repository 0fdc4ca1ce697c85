import { expect, test } from "vitest";
import { formatDateTime, formatLastSignIn } from "./date-time";

test.each([
  ["2026-01-14T10:32:00Z", "14 January 2026 at 10:32am"],
  ["2026-01-14T10:00:59Z", "14 January 2026 at 10am"],
  ["2026-01-14T12:00:00Z", "14 January 2026 at midday"],
  ["2026-01-14T00:00:00Z", "14 January 2026 at midnight"],
  ["2026-01-14T00:05:00Z", "14 January 2026 at 12:05am"],
  ["2026-01-14T12:30:00Z", "14 January 2026 at 12:30pm"],
  ["2026-07-31T23:15:00Z", "1 August 2026 at 12:15am"],
  ["2026-07-14T15:00:00Z", "14 July 2026 at 4pm"],
])("%s is %s", (moment, expected) => {
  expect(formatDateTime(moment)).toBe(expected);
});

test("says that a person has not signed in yet", () => {
  expect(formatLastSignIn(null)).toBe("Not signed in yet");
});
