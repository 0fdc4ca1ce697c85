import { TRPCError } from "@trpc/server";
import type { ProcedureErrorCode } from "./procedures/errors/codes.ts";

/**
 * The error code of a refusal, the message that pages show, and when the refusal happens, in words for the
 * documentation.
 */
type Answer = { code: ProcedureErrorCode; message: string; when: string };

const answers = {
  alreadySaved: {
    code: "CONFLICT",
    message: "Already saved",
    when: "these answers were saved before; only pages send answers that can be saved twice",
  },
  emailInUse: {
    code: "CONFLICT",
    message: "Email address already in use",
    when: "the email address is in use, and nothing else is wrong; when a support user is added, `error.data.userId` is the id of who has it",
  },
  alreadyInOrganisation: {
    code: "CONFLICT",
    message: "Email address already in use",
    when: "a user of the organisation has the email address, and nothing else is wrong; `error.data.userId` is their id",
  },
  signedInMeanwhile: {
    code: "FORBIDDEN",
    message: "Changes not saved because this user has now signed in",
    when: "the user has signed in and cannot be changed any more",
  },
  editingIsOff: {
    code: "FORBIDDEN",
    message: "Organisation users cannot be changed",
    when: "configuration does not allow organisation users to be changed",
  },
  alreadySignedIn: {
    code: "FORBIDDEN",
    message: "Invitation not sent because this user has now signed in",
    when: "the user has signed in and needs no invitation",
  },
  organisationClosed: {
    code: "FORBIDDEN",
    message: "This organisation has closed",
    when: "the organisation has closed: nobody can be added to it or invited to it again",
  },
  sentJustNow: {
    code: "TOO_MANY_REQUESTS",
    message: "We have just sent the invitation again.",
    when: "the invitation was sent again less than 5 minutes ago",
  },
  tooManyEmails: {
    code: "TOO_MANY_REQUESTS",
    message: "We have sent this user 10 emails in 24 hours.",
    when: "the user got 10 emails about the organisation in 24 hours",
  },
  isYourself: {
    code: "FORBIDDEN",
    message: "You cannot remove yourself",
    when: "support users cannot remove themselves",
  },
  isOwnAccount: {
    code: "FORBIDDEN",
    message: "You cannot unlink your own account",
    when: "support users cannot unlink their own account",
  },
  cannotUnlink: {
    code: "FORBIDDEN",
    message: "This account cannot be unlinked",
    when: "no other account of the same name was refused since the user last signed in",
  },
  hasSignedIn: {
    code: "FORBIDDEN",
    message: "This user has now signed in",
    when: "the user has signed in, so another address cannot be invited instead",
  },
  problemClosed: {
    code: "CONFLICT",
    message: "This sign-in problem has already been dealt with",
    when: "the sign-in problem is resolved, or somebody was invited because of it",
  },
  cannotInvite: {
    code: "FORBIDDEN",
    message: "This address cannot be invited",
    when: "an invitation at the refused address would not let the person in, or the address is not confirmed",
  },
  isLastSupportUser: {
    code: "FORBIDDEN",
    message: "You cannot remove the last support user",
    when: "the last support user cannot be removed",
  },
  alreadyStarted: {
    code: "CONFLICT",
    message: "Already started",
    when: "the bulk change has been started and cannot be checked again",
  },
  nothingToDo: {
    code: "CONFLICT",
    message: "There is nothing to do",
    when: "the check found nothing to do for any row of the bulk change",
  },
  notEnded: {
    code: "CONFLICT",
    message: "This bulk change has not ended",
    when: "only of a bulk change that has ended can rows be tried again or undone",
  },
  tokenExpired: {
    code: "UNAUTHORIZED",
    message: "This API token has expired",
    when: "the end of the API token is over",
  },
  tokenRevoked: {
    code: "UNAUTHORIZED",
    message: "This API token was revoked",
    when: "the API token was revoked",
  },
  scopeMissing: {
    code: "FORBIDDEN",
    message: "This API token may not do this",
    when: "the API token does not have the scope that the call needs; the message says which",
  },
  tokenNameInUse: {
    code: "CONFLICT",
    message: "There is a token with this name. Revoke it or choose another name",
    when: "an API token that is not revoked has the name",
  },
  idempotencyKeyUsed: {
    code: "CONFLICT",
    message: "This idempotency key was used with another input",
    when: "in the last 24 hours the idempotency key was used for this procedure with another input",
  },
  tooManyRequests: {
    code: "TOO_MANY_REQUESTS",
    message: "Too many requests. Try again later",
    when: "the limit for this minute is reached",
  },
  tooManySearches: {
    code: "TOO_MANY_REQUESTS",
    message: "Too many searches at once. Try again later",
    when: "two searches or downloads of the same caller are running, and none ended within 2 seconds",
  },
  searchTooSlow: {
    code: "UNPROCESSABLE_CONTENT",
    message: "Your search took too long. Narrow your search",
    when: "a search took longer than 3 seconds",
  },
} as const satisfies Record<string, Answer>;

/**
 * Why a rule refuses a call. Code must compare this reason, never the message. Scripts get it as `error.data.reason`.
 */
export type Reason = keyof typeof answers;

/** Every reason with its error code and when it is given, in the order of the documentation. */
export const reasons = Object.entries(answers).map(([reason, { code, when }]) => ({ reason, code, when }));

/** Returns the message that pages show for a reason. */
export function messageOf(reason: Reason): string {
  return answers[reason].message;
}

/** The reasons of a refusal that ends by itself (specification, section 5, Refusals). */
export type WaitReason = {
  [Each in Reason]: (typeof answers)[Each]["code"] extends "TOO_MANY_REQUESTS" ? Each : never;
}[Reason];

/** Details of a refusal: a message in place of the reason's usual one, and for a `WaitReason` when the refusal ends. */
type Details<Given extends Reason> = { message?: string } & (Given extends WaitReason
  ? { retryAfterSeconds: number }
  : { retryAfterSeconds?: undefined });

/**
 * Creates the error that a rule throws to refuse a call.
 *
 * @param details needed for a `WaitReason`: after how many seconds, a whole number, the call can be repeated
 */
export function refusal<Given extends Reason>(
  reason: Given,
  ...[details]: Given extends WaitReason ? [Details<Given>] : [Details<Given>?]
): TRPCError {
  const answer = answers[reason];
  const cause = { reason, retryAfterSeconds: details?.retryAfterSeconds };
  return new TRPCError({ code: answer.code, message: details?.message ?? answer.message, cause });
}

/** Creates the error for a row that does not exist, to be passed to Kysely's `executeTakeFirstOrThrow`. */
export const notFound = () => new TRPCError({ code: "NOT_FOUND" });

/** Returns the reason in an error, or undefined if the error is not a rule's refusal. */
export function reasonOf(error: unknown): Reason | undefined {
  const cause = causeOf(error);
  const reason = "reason" in cause ? cause.reason : undefined;
  return isReason(reason) ? reason : undefined;
}

/** Returns the id of the person who has the email address that a call gave to another one; undefined for other errors. */
export function holderIdOf(error: unknown): string | undefined {
  const cause = causeOf(error);
  return "userId" in cause && typeof cause.userId === "string" ? cause.userId : undefined;
}

/**
 * Returns the header `Retry-After` of a response, if one of its errors is a refusal that ends by itself. It is in
 * seconds, the longest time of all these errors (specification, section 5, Refusals).
 */
export function retryAfterHeader(errors: readonly unknown[]): Record<string, string> {
  const seconds = errors.map(retryAfterOf).filter((each) => each !== undefined);
  return seconds.length > 0 ? { "Retry-After": String(Math.max(...seconds)) } : {};
}

/** Returns after how many seconds the refused call can be repeated, or undefined if the refusal does not end by itself. */
export function retryAfterOf(error: unknown): number | undefined {
  const cause = causeOf(error);
  const seconds = "retryAfterSeconds" in cause ? cause.retryAfterSeconds : undefined;
  return typeof seconds === "number" ? seconds : undefined;
}

function isReason(value: unknown): value is Reason {
  return typeof value === "string" && Object.hasOwn(answers, value);
}

function causeOf(error: unknown): object {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null ? cause : {};
}
