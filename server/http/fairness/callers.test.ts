import { expect, test } from "vitest";
import { Callers } from "./callers.ts";

test("finds the caller of a credential that was remembered", () => {
  const callers = new Callers();
  callers.remember("session", "support_user 1");

  expect(callers.find("session")).toBe("support_user 1");
  expect(callers.find("another")).toBeUndefined();
});

test("forgets the credential that was not used for longest, beyond 10,000", () => {
  const callers = new Callers();
  for (let index = 0; index < 10_000; index += 1) callers.remember(`session ${index}`, "support_user 1");
  callers.find("session 0");

  callers.remember("session 10000", "support_user 2");

  const found = [0, 1, 2, 10_000].map((index) => callers.find(`session ${index}`) !== undefined);
  expect(found).toEqual([true, false, true, true]);
});
