import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

const publicUrl = "https://console.education.gov.uk";

test.each([
  "/",
  "/support/organisations",
  "/support/organisations?page=2&query=St%20Mary",
  "/organisations/4f3c/users#email",
  "/support/organisations?next=//evil.example",
])("a deep link is kept: %s", (path) => {
  expect(returnPath(path, publicUrl)).toBe(path);
});

test.each([
  ["another site", "https://evil.example/"],
  ["another site without a scheme", "//evil.example/"],
  ["another site behind backslashes", "/\\evil.example/"],
  ["another site behind two backslashes", "\\\\evil.example/"],
  ["another site behind a tab, which browsers drop", "/\t/evil.example/"],
  ["another site behind a line break", "/\n/evil.example/"],
  ["another site behind a tab and a backslash", "/\t\\evil.example/"],
  ["our own site in full", "https://console.education.gov.uk/support"],
  ["our own site as a user name", "https://console.education.gov.uk@evil.example/"],
  ["a script", "javascript:alert(1)"],
  ["a path without its slash", "support"],
  ["nothing", ""],
  ["a space first", " /support"],
  ["sign-in itself: a loop", "/sign-in"],
  ["sign-in on a detour", "/support/../sign-in?returnTo=/sign-in"],
  ["sign-out", "/sign-out"],
  ["the way to DfE Sign-in", "/auth/dfe"],
  ["the way back", "/auth/dfe/callback?code=1"],
  ["more than a cookie holds", `/support?query=${"a".repeat(2_500)}`],
  ["more than a cookie holds once it is escaped", `/support?query=${"é".repeat(500)}`],
  ["no text", undefined],
  ["null", null],
  ["a list", ["/support"]],
])("anything else becomes the landing page: %s", (_what, path) => {
  expect(returnPath(path, publicUrl)).toBe("/");
});

test.each([
  ["a line break", "/support\r\nSet-Cookie: a=b"],
  ["letters that no header can hold", "/support?query=Зоя"],
  ["an empty segment after a detour", "/./" + "/evil.example"],
])("the result is safe in a Location header: %s", (_what, path) => {
  const location = returnPath(path, publicUrl);

  expect(() => new Headers({ Location: location })).not.toThrow();
  expect(new URL(location, publicUrl).origin).toBe(publicUrl);
});
