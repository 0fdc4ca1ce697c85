import type { TRPCError } from "@trpc/server";
import { type TRPC_ERROR_CODE_NUMBER, TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { holderIdOf, type Reason, reasonOf, retryAfterOf } from "../../refusals.ts";
import { type FieldErrors, fieldErrorsOf } from "../field-errors.ts";
import { type ErrorCode, errorCodes, isErrorCode } from "./codes.ts";

/**
 * The shape of every error of the API, `{ error: ErrorShape }` (specification, section 5, Refusals). `code` is a number of
 * JSON-RPC, which tRPC's client expects; scripts compare `data.code`.
 */
export type ErrorShape = {
  message: string;
  code: TRPC_ERROR_CODE_NUMBER;
  data: {
    code: ErrorCode;
    httpStatus: number;
    /** The procedure that was called, if the request got so far. */
    path?: string | undefined;
    /** The rule that refused the call. */
    reason?: Reason | undefined;
    fieldErrors?: FieldErrors | undefined;
    /** Who has the email address already: with CONFLICT on adding. */
    userId?: string | undefined;
    /** After how many seconds the call can be repeated. Every TOO_MANY_REQUESTS has it. */
    retryAfterSeconds?: number | undefined;
  };
};

const numbers: Readonly<Record<string, TRPC_ERROR_CODE_NUMBER | undefined>> = TRPC_ERROR_CODES_BY_KEY;

/** Returns the error with a code's usual message. */
export function errorShape(code: ErrorCode): ErrorShape {
  const { status: httpStatus, message } = errorCodes[code];
  return { message, code: numbers[code] ?? TRPC_ERROR_CODES_BY_KEY.BAD_REQUEST, data: { code, httpStatus } };
}

/**
 * Returns the error that a call answers. Only the rules of the domain have messages of their own; those of tRPC name
 * classes and methods, and those of unexpected errors could contain anything.
 */
export function describeError(error: TRPCError, path: string | undefined): ErrorShape {
  const { message, ...shape } = errorShape(isErrorCode(error.code) ? error.code : "INTERNAL_SERVER_ERROR");
  const reason = reasonOf(error);
  const fieldErrors = fieldErrorsOf(error.cause);
  const retryAfterSeconds = retryAfterOf(error);
  const userId = holderIdOf(error);
  const isOurs = reason !== undefined || fieldErrors !== undefined;
  return {
    ...shape,
    message: isOurs ? error.message : message,
    data: { ...shape.data, path, reason, fieldErrors, userId, retryAfterSeconds },
  };
}
