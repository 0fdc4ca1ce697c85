import { expect, test } from "vitest";
import { isAsSafe } from "./provider.ts";

test.each([
  ["https://oidc.example/token", "https://oidc.example", true],
  ["http://oidc.example/token", "https://oidc.example", false],
  ["javascript:alert(1)", "https://oidc.example", false],
  ["http://localhost:3001/token", "http://localhost:3001", true],
  ["https://oidc.example/end", "http://localhost:3001", true],
  ["javascript:alert(1)", "http://localhost:3001", false],
])("%s of the issuer %s may be used: %s", (address, issuer, expected) => {
  expect(isAsSafe(address, issuer)).toBe(expected);
});
