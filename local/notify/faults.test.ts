import { expect, it } from "vitest";
import { createFaults } from "./faults.ts";

it("fails the next n sends and no more", () => {
  const faults = createFaults();
  expect(faults.order('{"status":"timeout","count":2}').accepted).toBe(true);
  expect([faults.take(), faults.take(), faults.take()]).toEqual(["timeout", "timeout", null]);
});

it("clears with a count of 0, and a new order replaces the last", () => {
  const faults = createFaults();
  faults.order('{"status":500,"count":5}');
  faults.order('{"status":429,"count":1}');
  expect([faults.take(), faults.take()]).toEqual([429, null]);
  faults.order('{"status":500,"count":5}');
  expect(faults.order('{"count":0}').accepted).toBe(true);
  expect(faults.take()).toBeNull();
});

it.each([
  "",
  "[]",
  "null",
  '{"status":500}',
  '{"count":1}',
  '{"status":418,"count":1}',
  '{"status":"500","count":1}',
  '{"status":500,"count":-1}',
  '{"status":500,"count":1.5}',
  '{"status":500,"count":1,"more":true}',
])("refuses %s with a message, leaving what was ordered", (body) => {
  const faults = createFaults();
  faults.order('{"status":400,"count":1}');
  expect(faults.order(body)).toEqual({
    accepted: false,
    message: expect.stringContaining("count") as string,
  });
  expect(faults.take()).toBe(400);
});
