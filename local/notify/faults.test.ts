import { expect, it } from "vitest";
import { createFaults } from "./faults.ts";

it("fails the next n sends; a new order replaces what is left of the last", () => {
  const faults = createFaults();
  faults.order({ status: 500, count: 5 });
  faults.order({ status: "timeout", count: 2 });
  expect([faults.take(), faults.take(), faults.take()]).toEqual(["timeout", "timeout", null]);
});

it.each([
  undefined,
  [],
  null,
  { status: 500 },
  { count: 1 },
  { status: 418, count: 1 },
  { status: "500", count: 1 },
  { status: 500, count: -1 },
  { status: 500, count: 1.5 },
  { status: 500, count: 1, more: true },
])("refuses %j and keeps the last order", (body) => {
  const faults = createFaults();
  faults.order({ status: 400, count: 1 });
  expect(() => faults.order(body)).toThrow("Notify answers 400");
  expect(faults.take()).toBe(400);
});
