import { redirect } from "@remix-run/node";
import { fieldErrorsOf, type FieldErrors } from "../server/procedures/field-errors";
import { messageOf, type Reason, reasonOf, retryAfterOf } from "../server/refusals";
import { signInPath } from "./sign-in.server";

/** The code of a procedure's error. Recognised by name: the build can hold a second copy of the class. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "TRPCError" || !("code" in error)) return undefined;
  return String(error.code);
}

/** Whether a rule refused a call for one of these reasons. */
export function isRefusal(error: unknown, ...reasons: Reason[]): error is Error {
  const reason = reasonOf(error);
  return reason !== undefined && reasons.includes(reason);
}

/**
 * The page for an error with which a procedure refused a call: the sign-in page, 403, 404 or 429. Any other error comes
 * back as it is.
 */
export function toResponse(error: unknown, request: Request): unknown {
  switch (errorCodeOf(error)) {
    case "UNAUTHORIZED":
      return redirect(signInPath(request));
    case "TOO_MANY_REQUESTS":
      return new Response(null, {
        status: 429,
        headers: { "Retry-After": String(retryAfterOf(error) ?? 60) },
      });
    case "FORBIDDEN":
      return new Response(refusalText(error), { status: 403 });
    case "NOT_FOUND":
    case "BAD_REQUEST": // an id in the URL that is not one
      return new Response(null, { status: 404 });
    default:
      return error;
  }
}

/** The heading of the 403 page, where a rule gives a reason. */
function refusalText(error: unknown): string | null {
  const reason = reasonOf(error);
  return reason === undefined ? null : messageOf(reason);
}

/**
 * Runs a procedure that may refuse fields of a form.
 *
 * @returns its result, or the error messages by field
 * @throws any error that is not about a field of the form
 */
export async function tryFields<Result>(
  call: () => Promise<Result>,
  fields: readonly string[],
): Promise<{ result: Result; errors?: undefined } | { errors: FieldErrors }> {
  try {
    return { result: await call() };
  } catch (error) {
    const errors = error instanceof Error ? fieldErrorsOf(error.cause) : undefined;
    if (errors === undefined || !Object.keys(errors).every((field) => fields.includes(field))) throw error;
    return { errors };
  }
}
