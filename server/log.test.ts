import { expect, test } from "vitest";
import { describe } from "./log.ts";
import { loggedPath } from "./http/middleware/log-requests.ts";

test("logs an error's name, code, message, stack and causes, and no other property", () => {
  const cause = Object.assign(new TypeError("fetch failed"), { code: "ECONNREFUSED" });
  const error = Object.assign(new Error("No answer", { cause }), {
    detail: "Key (email)=(megan.price@example.com) already exists.",
    config: { headers: { Authorization: "Bearer secret" } },
  });

  const description = describe(error);

  expect(description).toMatchObject({
    name: "Error",
    message: "No answer",
    cause: { name: "TypeError", code: "ECONNREFUSED" },
  });
  expect(JSON.stringify(description)).not.toMatch(/megan|secret/);
});

test("logs pg-boss's copy of an error like the error", () => {
  const { message, stack: at } = new Error("Connection terminated");
  const emitted = { message, stack: at, code: "57P01", detail: "megan", queue: "send-email" };

  const { stack, ...description } = describe(emitted);

  expect(description).toMatchObject({ message: "Connection terminated", code: "57P01" });
  expect(stack).toContain("log.test.ts");
  expect(JSON.stringify(description)).not.toMatch(/megan|send-email/);
});

test.each(["megan.price@example.com", { email: "megan.price@example.com" }, null])(
  "does not log a thrown value that is not an error: %j",
  (thrown) => {
    expect(JSON.stringify(describe(thrown))).not.toContain("megan");
  },
);

test.each([
  ["/support/users?query=Megan", "/support/users"],
  ["/support/users/megan.price@example.com/edit", "/support/users/…/edit"],
  ["/support/users/megan.price%40example.com", "/support/users/…"],
  ["/auth/dfe/callback?code=secret#x", "/auth/dfe/callback"],
])("logs %s as %s", (address, path) => {
  expect(loggedPath(address)).toBe(path);
});

test("logs at most 300 characters of a path, and no part of an address", () => {
  const whole = `/support/${"a".repeat(291)}`;

  expect(loggedPath(whole)).toBe(whole);
  expect(loggedPath(`${whole}@example.com`)).toBe("/support/…");
});
