import { expect } from "vitest";
import { openDatabase } from "../../../db/database.ts";
import { sweepRateLimits, takeFromLimit } from "../../../server/procedures/rate-limits.ts";
import { callAs, test } from "../../fixtures/resources.ts";
import { unknownId } from "../../records/organisations.ts";
import { createActor } from "../../records/people.ts";
import { passMinute } from "../../readings/rate-limits.ts";
import { countRows } from "../../readings/traces.ts";

test("allows the limit in a minute, then returns how long to wait", async ({ db }) => {
  const first = await takeFromLimit(db, "sign-in:a", 2);
  const second = await takeFromLimit(db, "sign-in:a", 2);
  const third = await takeFromLimit(db, "sign-in:a", 2);

  expect([first.allowed, second.allowed, third.allowed]).toEqual([true, true, false]);
  expect(third.retryAfterSeconds).toBeGreaterThan(50);
  expect(third.retryAfterSeconds).toBeLessThanOrEqual(60);
});

test("each key has its own limit", async ({ db }) => {
  await takeFromLimit(db, "sign-in:a", 1);

  expect(await takeFromLimit(db, "sign-in:b", 1)).toMatchObject({ allowed: true });
  expect(await takeFromLimit(db, "saves:a", 1)).toMatchObject({ allowed: true });
});

test("the limit resets after a minute", async ({ db }) => {
  await takeFromLimit(db, "sign-in:a", 1);
  expect(await takeFromLimit(db, "sign-in:a", 1)).toMatchObject({ allowed: false });

  await passMinute(db);

  expect(await takeFromLimit(db, "sign-in:a", 1)).toMatchObject({ allowed: true });
});

test("many calls at once do not exceed the limit", async ({ db }) => {
  const taken = await Promise.all(Array.from({ length: 30 }, () => takeFromLimit(db, "calls:a", 7)));

  expect(taken.filter(({ allowed }) => allowed)).toHaveLength(7);
});

test("past minutes are deleted", async ({ db }) => {
  await takeFromLimit(db, "calls:old", 1);
  await passMinute(db);
  await takeFromLimit(db, "calls:new", 1);

  expect(await sweepRateLimits(db)).toBe(1);
  expect(await countRows(db, "rate_limits")).toBe(1);
});

test("a save is unavailable while its limit cannot be counted", async ({ resources, db, onTestFinished }) => {
  const actor = await createActor(db);
  const unreachable = openDatabase("postgres://console@127.0.0.1:1/console", () => undefined);
  onTestFinished(() => unreachable.destroy());

  const saving = callAs({ ...resources, db: unreachable }, actor).supportUsers.remove({ userId: unknownId });

  await expect(saving).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
});
