import { OAuth2RequestError } from "remix-auth-oauth2";
import { expect, test } from "vitest";
import { SignInError } from "./sign-in-error.ts";

test.for<[given: string, logged: string]>([
  ["client authentication failed", "client authentication failed"],
  ["grant request is invalid", "grant request is invalid"],
  ["redirect_uri did not match", "redirect_uri did not match"],
  ["no account megan.price@example.com here", "no account [redacted] here"],
  ["no account 'Megan Price' or \"Megan\" here", "no account [redacted] or [redacted] here"],
  ["the client's secret", "the client's secret"],
  ["user 5D0A9B7C-1F00-4C6E-8D8E-6F1C7A2B3C4D was deactivated", "user [redacted] was deactivated"],
  ["code eyJhbGciOi.J9 or abcdefghijklmnopqrstuvwxyzabcdefgh", "code [redacted] or [redacted]"],
  ["two\r\nlines", "two lines"],
  ["so long ".repeat(50), "so long ".repeat(25)],
])("the description %j is logged as %j", ([given, logged]) => {
  const cause = new OAuth2RequestError("invalid_client", given, null, null);

  expect(new SignInError("failed", cause).description).toBe(logged);
});

test.for([new OAuth2RequestError("invalid_client", null, null, null), new Error("another"), undefined])(
  "without a description, none is logged (%s)",
  (cause) => {
    expect(new SignInError("failed", cause).description).toBeUndefined();
  },
);
