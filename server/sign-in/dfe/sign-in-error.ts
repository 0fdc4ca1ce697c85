import { OAuth2RequestError } from "remix-auth-oauth2";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { SignInUnavailable } from "./provider.ts";

/** Why a sign-in did not succeed: the person cancelled it, or DfE Sign-in's response cannot be used. */
type Reason = "cancelled" | "failed";

/** The error of a sign-in that did not succeed. */
export class SignInError extends Error {
  override name = "SignInError";
  readonly reason: Reason;
  /** What DfE Sign-in says about the error, without personal data. */
  readonly description: string | undefined;

  constructor(reason: Reason, cause?: unknown) {
    super(`Sign-in ${reason}`, { cause });
    this.reason = reason;
    const description = cause instanceof OAuth2RequestError ? cause.description : null;
    this.description = description === null ? undefined : redact(description);
  }
}

/** DfE Sign-in's error codes for a person who chose not to go on. */
const cancellations = ["access_denied", "consent_denied", "login_required"];

/** Converts an error of remix-auth into a `SignInError` or `SignInUnavailable`, and throws it. */
export function throwSignInError(error: unknown): never {
  if (isUnavailable(error)) throw error;
  const code = error instanceof OAuth2RequestError ? error.code : undefined;
  if (code === "server_error" || code === "temporarily_unavailable") {
    throw new SignInUnavailable("DfE Sign-in says that it is unavailable", { cause: error });
  }
  throw new SignInError(code !== undefined && cancellations.includes(code) ? "cancelled" : "failed", error);
}

/**
 * Throws the error of a response without `state`, such as DfE Sign-in's after a person did not consent. The strategy
 * would redirect to DfE Sign-in again, in a loop. Anybody can have made such a response, so its description is dropped.
 */
export function throwWithoutState(query: URLSearchParams): never {
  const code = query.get("error");
  if (code === null) throw new SignInError("failed", new Error("The response has no state"));
  throwSignInError(new OAuth2RequestError(code, null, null, null));
}

/**
 * Why a response only asks us to start signing in: DfE Sign-in's own session has expired, or the response has nothing in
 * it, as after registering or setting a new password there. Null for any other response (specification, section 6,
 * Coming back from DfE Sign-in).
 */
export function startsAnew(query: URLSearchParams): "expired" | "empty" | null {
  if (query.has("state")) return null;
  if (/^session-?expired$/i.test(query.get("error") ?? "")) return "expired";
  return query.has("code") || query.has("error") ? null : "empty";
}

/** The longest description that is logged, in characters. */
const longestDescription = 200;

/**
 * Removes from a description what can be about a person or a secret: email addresses, text in quotation marks, and long
 * words or words with digits, such as ids and tokens.
 */
function redact(description: string): string {
  return description
    .replace(/"[^"]*"|(?<!\w)'[^']*'/g, "[redacted]")
    .replace(/\S+/g, (word) => (word.length >= 30 || /[@\d]/.test(word) ? "[redacted]" : word))
    .replace(/\p{C}+/gu, " ")
    .slice(0, longestDescription);
}
