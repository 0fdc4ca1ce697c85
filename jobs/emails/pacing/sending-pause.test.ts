import { expect, it } from "vitest";
import { endOfDailyLimit, SendingPause } from "./sending-pause.ts";

it.each([
  ["2026-11-26T19:00:00Z", "2026-11-27T00:01:00Z"],
  ["2026-11-26T23:59:59Z", "2026-11-27T00:01:00Z"],
  ["2026-11-27T00:01:00Z", "2026-11-27T00:11:00Z"],
  ["2026-11-27T01:00:00Z", "2026-11-28T00:01:00Z"],
])("a daily limit met at %s ends at %s", (met, end) => {
  expect(new Date(endOfDailyLimit(Date.parse(met)))).toEqual(new Date(end));
});

it("does not wait for a pause that ends after the deadline, and a shorter pause does not end it", async () => {
  const pause = new SendingPause({ first: 1, longest: 1 });
  const end = Date.now() + 86_400_000;
  pause.beginUntil(end);
  pause.begin();
  pause.beginUntil(Date.now());

  expect(await pause.wait(Date.now() + 60_000)).toBe(false);
  expect(pause.left).toBeGreaterThan(86_000_000);
});
