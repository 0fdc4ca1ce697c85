import { redirect } from "@remix-run/node";
import type { PageRequest } from "../server/http/reading/page-build";
import { fieldErrorsOf, type FieldErrors } from "../server/procedures/field-errors";
import { messageOf, type Reason, reasonOf, retryAfterHeader } from "../server/refusals";
import { signInPath } from "./request.server";

/** The code of a TRPCError. Does not use `instanceof`: the build can contain a second copy of the class. */
export function errorCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "TRPCError" || !("code" in error)) return undefined;
  return String(error.code);
}

/** Whether an error means that a rule of the server refused a call, for one of these reasons. */
export function isRefusal(error: unknown, ...reasons: Reason[]): error is Error {
  const reason = reasonOf(error);
  return reason !== undefined && reasons.includes(reason);
}

/**
 * The response for an error that a procedure threw: a redirect to the sign-in page, or status 403, 404, 422 or 429. Returns
 * any other error unchanged.
 */
export function toResponse(error: unknown, request: PageRequest): unknown {
  switch (errorCodeOf(error)) {
    case "UNAUTHORIZED":
      return redirect(signInPath(request));
    case "TOO_MANY_REQUESTS":
      return new Response(null, { status: 429, headers: retryAfterHeader([error]) });
    case "FORBIDDEN":
      return new Response(refusalText(error), { status: 403 });
    case "UNPROCESSABLE_CONTENT": // a search that took too long
      return new Response(null, { status: 422 });
    case "NOT_FOUND":
    case "BAD_REQUEST": // such as an id in the URL that is not a UUID
      return new Response(null, { status: 404 });
    default:
      return error;
  }
}

/** The heading of the 403 page: the rule's reason, or null if there is none. */
function refusalText(error: unknown): string | null {
  const reason = reasonOf(error);
  return reason === undefined ? null : messageOf(reason);
}

/**
 * Calls a procedure that validates the fields of a form.
 *
 * @returns its result, or the error messages by field name
 * @throws any other error, including one about a field that is not in `fields`
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
