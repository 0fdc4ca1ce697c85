import { expect, it } from "vitest";
import { explainFailure } from "./reasons.ts";

it.each([
  ["permanent-failure", "the email address does not exist or does not accept emails"],
  ["temporary-failure", "the inbox was full or could not be reached for 3 days"],
  ["technical-failure", "GOV.UK Notify had a technical problem"],
  [
    "400 ValidationError: email_address is not a valid email address",
    "GOV.UK Notify did not accept the email address",
  ],
  [
    "400 BadRequestError: Can't send to this recipient using a team-only API key",
    "GOV.UK Notify may only write to the team of this service",
  ],
  ["403 AuthError: Invalid token: API key not found", "GOV.UK Notify did not accept this service's key"],
  ["400 BadRequestError: Template not found", "the email's template in GOV.UK Notify is not as expected"],
  [
    "400 BadRequestError: Missing personalisation: name",
    "the email's template in GOV.UK Notify is not as expected",
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
