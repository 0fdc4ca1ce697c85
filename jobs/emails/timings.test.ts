import { expect, it } from "vitest";
import { usualTimings } from "./timings.ts";

const { backoff, maxRetries, request, settling } = usualTimings;

it("retries for more than a day", () => {
  const waits = Array.from({ length: maxRetries }, (_, retries) => backoff(retries));
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;

  expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect(Math.max(...waits)).toBe(1_800_000);
  expect(hours).toBeGreaterThan(24);
});

it("asks Notify at least 30 s after a time-out, and within a minute of the attempt", () => {
  expect(settling).toBeGreaterThanOrEqual(30_000);
  expect(request + settling).toBeLessThan(60_000);
});
