import { expect, it } from "vitest";
import { explainFailure } from "./reasons.ts";

it.each([
  ["permanent-failure", "the email address does not exist or does not accept emails"],
  [
    "temporary-failure",
    "the inbox was full, rejected the email (often a spam filter), or could not be reached",
  ],
  ["technical-failure", "GOV.UK Notify had a technical problem"],
  ["400 ValidationError: in any words", "GOV.UK Notify did not accept the email address"],
  ["400 InvalidEmailError: in any words", "GOV.UK Notify did not accept the email address"],
  ["400 BadRequestError: template, email_address, team-only", "GOV.UK Notify did not accept the email"],
  ["403 AuthError: clock, in any words", "GOV.UK Notify did not accept this service's key"],
  ["401 AuthError: in any words", "GOV.UK Notify did not accept this service's key"],
  ["403 AuthError (clock 61 s slow): in any words", "the clock of this service was wrong"],
  ["403", "GOV.UK Notify could not be reached for 2 days"],
  [
    "Notify did not answer. When asked about the email: 403 AuthError: x",
    "GOV.UK Notify did not accept this service's key",
  ],
  ["413", "GOV.UK Notify did not accept the email"],
  ["500 Exception: Internal server error", "GOV.UK Notify could not be reached for 2 days"],
  ["Notify did not answer", "GOV.UK Notify could not be reached for 2 days"],
  ["No connection to Notify", "GOV.UK Notify could not be reached for 2 days"],
  ["The console could not send it", "it could not be sent"],
  ["", "it could not be sent"],
])("explains %j", (error, reason) => {
  const failure = explainFailure(error, true);
  expect(failure.reason).toBe(reason);
  expect(failure.advice).toMatch(/^[A-Z].*\.$/);
  expect(explainFailure(error, false)).toEqual({ reason, advice: "Tell the user in another way." });
});
