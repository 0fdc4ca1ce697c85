import { reasonOf, type Reason } from "../server/refusals";

/** The code of a procedure's error, if it is one. Recognised by name: the build may hold a second copy of the class. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "TRPCError" || !("code" in error)) return undefined;
  return String(error.code);
}

/** Whether a rule refused a call for one of these reasons. */
export function isRefusal(error: unknown, ...reasons: Reason[]): error is Error {
  const reason = reasonOf(error);
  return reason !== undefined && reasons.includes(reason);
}
