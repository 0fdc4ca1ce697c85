import axios from "axios";
import { z } from "zod";
import { gatewayStatuses, noResponse } from "../../server/emails/sending/outcomes.ts";

/**
 * What a failed request means (specification, section 4, Sending). 'refused': it would fail again. 'limited': it
 * exceeded the rate limit. 'limited-today': it exceeded the limit of the day. 'denied': Notify, or something before it,
 * did not let the console in. 'later': Notify did not carry it out, but may do so when it is repeated. 'unknown': Notify
 * may have carried it out.
 */
export type Outcome = "refused" | "limited" | "limited-today" | "denied" | "later" | "unknown";

/**
 * Thrown when a request to Notify failed. Used in place of the Notify client library's errors, which contain the
 * recipient's email address and the bearer token.
 */
export class NotifyError extends Error {
  override name = "NotifyError";
  readonly outcome: Outcome;

  constructor(outcome: Outcome, message: string) {
    super(message);
    this.outcome = outcome;
  }
}

const answerSchema = z.object({
  status: z.number(),
  headers: z.object({ date: z.string() }).optional().catch(undefined),
  data: z
    .object({ errors: z.array(z.object({ error: z.string(), message: z.string() })).min(1) })
    .optional()
    .catch(undefined),
});

type Answer = z.output<typeof answerSchema>;

// Error codes for a failed connection: no request was sent, so Notify has not accepted the email.
const notConnected = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

/** Turns an error of a request into a `NotifyError`; any other error is thrown as it is. */
export function throwNotifyError(error: unknown): never {
  if (!axios.isAxiosError(error)) throw error;
  const answer = answerSchema.safeParse(error.response).data;
  if (answer === undefined) {
    const outcome = notConnected.includes(error.code ?? "") ? "later" : "unknown";
    throw new NotifyError(outcome, outcome === "later" ? "No connection to Notify" : noResponse);
  }
  throw new NotifyError(outcomeOf(answer), describe(answer));
}

/** The same for a look-up, after which the email must always be tried again. */
export function throwLookUpError(error: unknown): never {
  try {
    throwNotifyError(error);
  } catch (reason) {
    if (!(reason instanceof NotifyError)) throw reason;
    const passes = ["limited", "denied"].includes(reason.outcome);
    throw new NotifyError(passes ? reason.outcome : "later", whenAsked(reason.message));
  }
}

/**
 * The error of an email about which Notify could not be asked. The text begins with that of an unknown outcome, because
 * it is stored as the email's error and keeps it unknown.
 */
export const whenAsked = (message: string) => `${noResponse}. When asked about the email: ${message}`;

function outcomeOf({ status, data }: Answer): Outcome {
  if (status === 429) return typeOf(data) === "TooManyRequestsError" ? "limited-today" : "limited";
  if (status === 401 || status === 403) return "denied";
  if (gatewayStatuses.includes(status)) return "unknown";
  return status >= 400 && status < 500 ? "refused" : "later";
}

const typeOf = (data: Answer["data"]) => data?.errors[0]?.error;

/** Status, types and messages. The types are what the console goes by, because Notify can change the messages. */
function describe({ status, headers, data }: Answer): string {
  const clock = typeOf(data) === "AuthError" ? describeClock(headers?.date) : "";
  const reasons = data?.errors.map((reason) => `${reason.error}${clock}: ${reason.message}`).join(", ");
  return `${status} ${reasons ?? ""}`.trim();
}

// Notify accepts a token for 30 seconds before and after its time.
const tolerance = 30_000;

/** Says that our clock is wrong, if Notify's answer has a time that is too far from it; otherwise the empty string. */
function describeClock(date: string | undefined): string {
  const difference = date === undefined ? 0 : Date.now() - Date.parse(date);
  if (!(Math.abs(difference) > tolerance)) return "";
  return ` (clock ${Math.round(Math.abs(difference) / 1_000)} s ${difference > 0 ? "fast" : "slow"})`;
}
