import { obstacles } from "../sending/outcomes.ts";

const addAgain = "Check the address with the user. If it is wrong, remove them and add them again.";
const sendLater =
  "Wait a few hours, then send the invitation again or ask the user to make room in their inbox and to allow emails from GOV.UK.";
const sendAgain = "Send the invitation again.";
const tellUs = "Tell the team that runs this service: they can correct it and send the email again.";

const notReached = "GOV.UK Notify could not be reached for 2 days";

const [noSuchAddress, badAddress] = [/^permanent-failure$/, /^400 (ValidationError|InvalidEmailError)/];

/** The errors after which no email reaches the address, for JavaScript and PostgreSQL. */
export const addressFailures = new RegExp(`${noSuchAddress.source}|${badAddress.source}`);

type Failure = [name: string, pattern: RegExp, reason: string, advice: string];

/**
 * The reason and advice for each pattern of a delivery receipt's status or a Notify error: its status and type, not its
 * words, which Notify can change. The first match applies. Figures are kept by name (server/performance).
 */
const failures: Failure[] = [
  ["no_such_address", noSuchAddress, "the email address does not exist or does not accept emails", addAgain],
  [
    "inbox",
    /^temporary-failure$/,
    "the inbox was full, rejected the email (often a spam filter), or could not be reached",
    sendLater,
  ],
  ["technical", /^technical-failure$/, "GOV.UK Notify had a technical problem", sendAgain],
  ["bad_address", badAddress, "GOV.UK Notify did not accept the email address", addAgain],
  ["clock", new RegExp(obstacles.clock), "the clock of this service was wrong", tellUs],
  ["key", new RegExp(obstacles.key), "GOV.UK Notify did not accept this service's key", tellUs],
  ["not_reached", new RegExp(obstacles.gateway), notReached, sendAgain],
  ["not_accepted", /^4\d\d/, "GOV.UK Notify did not accept the email", tellUs],
  ["not_reached", /^5\d\d|^No connection|^Notify did not answer/, notReached, sendAgain],
];

const unknownFailure: Failure = ["unknown", /^/, "it could not be sent", tellUs];

/** The name and words of each reason, and the pattern of errors that have it, in the order in which they apply. */
export const failureReasons = [...failures, unknownFailure].map(([name, pattern, words]) => ({
  ...{ name, words },
  pattern: pattern.source,
}));

/**
 * Explains why an email failed and what support staff can do (specification, section 4, On a person's page).
 *
 * @param error the error in the email's record
 * @param canSendAgain if false, the advice is to tell the user in another way: no page can send the email again
 */
export function explainFailure(error: string, canSendAgain: boolean): { reason: string; advice: string } {
  const [, , reason, advice] = failures.find(([, pattern]) => pattern.test(error)) ?? unknownFailure;
  return { reason, advice: canSendAgain ? advice : "Tell the user in another way." };
}
