const addAgain = "Check the email address. If it is wrong, remove this user and add them with the right one.";
const sendLater =
  "Wait a few hours, then send the invitation again or ask the user to make room in their inbox.";
const sendAgain = "Send the invitation again.";
const tellUs = "Tell the team that runs this service: they can correct it and send the email again.";

/** The reason and advice for each pattern of a delivery receipt's status or a Notify error. The first match applies. */
const failures: [RegExp, reason: string, advice: string][] = [
  [/^permanent-failure$/, "the email address does not exist or does not accept emails", addAgain],
  [/^temporary-failure$/, "the inbox was full or could not be reached for 3 days", sendLater],
  [/^technical-failure$/, "GOV.UK Notify had a technical problem", sendAgain],
  [/email_address/, "GOV.UK Notify did not accept the email address", addAgain],
  [/team-only|trial mode/i, "GOV.UK Notify may only write to the team of this service", tellUs],
  [/^403|AuthError/, "GOV.UK Notify did not accept this service's key", tellUs],
  [/template|personalisation/i, "the email's template in GOV.UK Notify is not as expected", tellUs],
  [/^4\d\d/, "GOV.UK Notify did not accept the email", tellUs],
  [/^5\d\d|No connection|did not answer/, "GOV.UK Notify could not be reached for 2 days", sendAgain],
];

/**
 * Explains why an email failed and what support staff can do (specification, section 4, On a person's page).
 *
 * @param error the error in the email's record
 * @param isInvitation if false, the advice is to tell the user in another way: the page cannot send such an email again
 */
export function explainFailure(error: string, isInvitation: boolean): { reason: string; advice: string } {
  const found = failures.find(([pattern]) => pattern.test(error));
  const [, reason, advice] = found ?? [undefined, "it could not be sent", tellUs];
  return { reason, advice: isInvitation ? advice : "Tell the user in another way." };
}
