import { initTRPC, TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { PgBoss } from "pg-boss";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Actor, Claim } from "../actor.ts";
import type { Environment } from "../environment.ts";
import { type FieldErrors, fieldErrorsFromIssues, fieldErrorsOf, fieldErrorsToTrpc } from "./field-errors.ts";
import { messageOf, reasonOf } from "../refusals.ts";
import { enforceLimit } from "./rate-limits.ts";
import { isUnavailable } from "./unavailable.ts";

/** What every procedure works with. `claim` is set where a page saves a draft. */
export type Context = {
  db: Database;
  queue: PgBoss;
  actor: Actor | null;
  settings: Settings;
  claim?: Claim;
};

/** The configuration that decides what procedures do. */
export type Settings = Pick<Environment, "ORGANISATION_USER_EDITING" | "RATE_LIMIT_SAVES">;

/** What the documentation says of a procedure; errors that every call may meet are said there once. */
export type Meta = { summary: string; errors?: Partial<Record<TRPC_ERROR_CODE_KEY, string>> };

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false, // never a stack trace
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: error.code === "INTERNAL_SERVER_ERROR" ? "Something went wrong" : shape.message,
      data: { ...shape.data, fieldErrors: fieldErrorsOf(error.cause), reason: reasonOf(error) },
    }),
  });

export const { router, createCallerFactory } = t;

/** What is answered while the database is not there: nobody's fault here, and worth another try. */
function serviceUnavailable(cause: unknown): TRPCError {
  return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: "Try again later", cause });
}

/**
 * Asks the database for what a call needs before it comes to its procedure.
 *
 * @throws {TRPCError} SERVICE_UNAVAILABLE while the database does not answer
 */
export async function reportingUnavailable<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    throw isUnavailable(error) ? serviceUnavailable(error) : error;
  }
}

/**
 * A rule that the domain found broken becomes the same answer as one that the input's schema found; a database that
 * does not answer becomes one of its own.
 */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  if (isUnavailable(result.error)) throw serviceUnavailable(result.error.cause);
  const fieldErrors = fieldErrorsOf(result.error.cause);
  if (fieldErrors === undefined) return result;
  throw fieldErrorsToTrpc(fieldErrors, reasonOf(result.error));
});

/** For anyone who is signed in; what they may see is up to the query. */
export const signedInProcedure = procedure.use(({ ctx: { actor }, next }) => {
  if (actor === null) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { actor } });
});

/** For support users and API tokens. A support user saves so often a minute; a token's calls are all counted. */
export const supportProcedure = signedInProcedure.use(
  async ({ ctx: { actor, db, settings }, type, next }) => {
    if (actor.kind === "organisation_user") throw new TRPCError({ code: "FORBIDDEN" });
    if (type === "mutation" && actor.kind === "support_user") {
      await enforceLimit(db, `saves:${actor.id}`, settings.RATE_LIMIT_SAVES);
    }
    return next();
  },
);

/**
 * A support procedure whose input is a person: whatever its fields break is reported at once, 'in use' included
 * wherever the address is valid (specification, section 3, Input).
 *
 * @param schema the whole input
 * @param addressSchema the part of it that `isInUse` needs
 */
export function personProcedure<Input extends z.ZodType, Address extends z.ZodType>(
  schema: Input,
  addressSchema: Address,
  isInUse: (db: Database, address: z.output<Address>) => Promise<boolean>,
) {
  const reportAll = supportProcedure.use(async ({ ctx, getRawInput, next }) => {
    const input = await getRawInput();
    const result = schema.safeParse(input);
    if (result.success) return next();
    const fieldErrors: FieldErrors = fieldErrorsFromIssues(result.error.issues);
    const address = addressSchema.safeParse(input);
    if (address.success && (await isInUse(ctx.db, address.data))) fieldErrors.email = messageOf("emailInUse");
    throw fieldErrorsToTrpc(fieldErrors);
  });
  return reportAll.input(schema);
}
