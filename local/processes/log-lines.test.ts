import { expect, it } from "vitest";
import { formatLogLine } from "./log-lines.ts";

const noon = new Date(2026, 0, 14, 12, 5, 9);

it("shows time of day, level, message and other fields, and leaves out what is the same on every line", () => {
  const entry = { level: 30, time: noon.toISOString(), name: "web", pid: 7, hostname: "h", msg: "Request" };
  const line = JSON.stringify({ ...entry, status: 200, path: "/sign-in", agent: "a b", tags: ["x"] });
  expect(formatLogLine(line)).toBe('12:05:09 info  Request status=200 path=/sign-in agent="a b" tags=["x"]');
});

it("reads pino's time in milliseconds too", () => {
  expect(formatLogLine(JSON.stringify({ level: 40, time: noon.getTime(), msg: "Late" }))).toBe(
    "12:05:09 WARN  Late",
  );
});

it.each([
  [50, "12:05:09 ERROR Failed\n  Error: no\n  at here"],
  [40, "12:05:09 WARN  Failed\n  no"],
])("shows the error of an entry, its stack only from ERROR up (%i)", (level, expected) => {
  const err = { message: "no", stack: "Error: no\n    at here" };
  expect(formatLogLine(JSON.stringify({ level, time: noon.getTime(), msg: "Failed", err }))).toBe(expected);
});

it.each(["plain text", "{ not JSON", '{"no":"level"}', ""])("leaves any other line as it is: %j", (line) => {
  expect(formatLogLine(line)).toBe(line);
});
