/** Why an email failed, in words, and what support staff can do about it. */
export type Failure = { reason: string; advice: string };

const addAgain = "Check the email address. If it is wrong, remove this user and add them with the right one.";
const sendLater =
  "Wait a few hours, then send the invitation again or ask the user to make room in their inbox.";
const tellUs = "Tell the team that runs this service: they can correct it and send the email again.";

/** What Notify says, from the most particular to the least; delivery receipts first. */
const failures: [RegExp, Failure][] = [
  [
    /^permanent-failure$/,
    { reason: "the email address does not exist or does not accept emails", advice: addAgain },
  ],
  [
    /^temporary-failure$/,
    { reason: "the inbox was full or could not be reached for 3 days", advice: sendLater },
  ],
  [
    /^technical-failure$/,
    { reason: "GOV.UK Notify had a technical problem", advice: "Send the invitation again." },
  ],
  [/email_address/, { reason: "GOV.UK Notify did not accept the email address", advice: addAgain }],
  [
    /team-only|trial mode/i,
    { reason: "GOV.UK Notify may only write to the team of this service", advice: tellUs },
  ],
  [/^403|AuthError/, { reason: "GOV.UK Notify did not accept this service's key", advice: tellUs }],
  [
    /template|personalisation/i,
    { reason: "the email's template in GOV.UK Notify is not as expected", advice: tellUs },
  ],
  [/^4\d\d/, { reason: "GOV.UK Notify did not accept the email", advice: tellUs }],
  [
    /^5\d\d|No connection|did not answer/,
    { reason: "GOV.UK Notify could not be reached for 2 days", advice: "Send the invitation again." },
  ],
];

/**
 * @param error as the email's record has it
 * @param isInvitation others cannot be sent again from the page
 */
export function explainFailure(error: string, isInvitation: boolean): Failure {
  const found = failures.find(([pattern]) => pattern.test(error));
  const failure = found?.[1] ?? { reason: "it could not be sent", advice: tellUs };
  return isInvitation ? failure : { ...failure, advice: "Tell the user in another way." };
}
