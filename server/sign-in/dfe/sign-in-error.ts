import { OAuth2RequestError } from "remix-auth-oauth2";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { SignInUnavailable } from "./provider-requests.ts";

/** A sign-in that the person cancelled, or whose response from DfE Sign-in cannot be trusted. */
export class SignInError extends Error {
  override name = "SignInError";
  readonly reason: "cancelled" | "failed";

  constructor(reason: "cancelled" | "failed", cause?: unknown) {
    super(`Sign-in ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Turns an error of remix-auth into ours. */
export function throwSignInError(error: unknown): never {
  if (isUnavailable(error)) throw error;
  const code = error instanceof OAuth2RequestError ? error.code : undefined;
  if (code === "server_error" || code === "temporarily_unavailable") {
    throw new SignInUnavailable("DfE Sign-in says that it is unavailable", { cause: error });
  }
  throw new SignInError(code === "access_denied" ? "cancelled" : "failed", error);
}
