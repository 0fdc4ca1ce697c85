import { expect, it } from "vitest";
import { isHealthy, rolesIn } from "./roles.ts";

const leader = { name: "one", role: "leader", state: "running", timeline: 2 };
const standby = { name: "two", role: "sync_standby", state: "running", timeline: 2, lag: 0 };
const replica = { name: "three", role: "replica", state: "running", timeline: 2, lag: 0 };

it("finds the primary and the synchronous standby", () => {
  expect(rolesIn([leader, standby, replica])).toEqual({ primary: "one", standby: "two", streaming: 2 });
  expect(isHealthy(rolesIn([leader, standby, replica]))).toBe(true);
});

it.each([
  ["a primary that starts", [{ ...leader, state: "starting" }, standby, replica]],
  ["no synchronous standby", [leader, { ...standby, role: "replica" }, replica]],
  ["a standby of an earlier timeline", [leader, standby, { ...replica, timeline: 1 }]],
  ["a standby behind the primary", [leader, standby, { ...replica, lag: 16 }]],
  ["a standby whose place is not known", [leader, standby, { ...replica, lag: "unknown" }]],
  ["a standby that starts", [leader, standby, { ...replica, state: "starting" }]],
  ["a standby that is gone", [leader, standby]],
  ["no answer", []],
])("%s is not healthy", (_name, members) => {
  expect(isHealthy(rolesIn(members))).toBe(false);
});
