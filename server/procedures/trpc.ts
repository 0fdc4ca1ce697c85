import { initTRPC, TRPCError } from "@trpc/server";
import type { PgBoss } from "pg-boss";
import type { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Actor, Claim } from "../actor.ts";
import type { Scope } from "../api-tokens/scopes.ts";
import type { Environment } from "../environment.ts";
import type { ProcedureErrorCode } from "./errors/codes.ts";
import { describeError } from "./errors/shape.ts";
import { type FieldErrors, fieldErrorsOf, fieldErrorsToTrpc } from "./field-errors.ts";
import { holderIdOf, messageOf, reasonOf, refusal } from "../refusals.ts";
import type { Searches } from "../search/running/searches.ts";
import { enforceLimit } from "./rate-limits.ts";
import { isUnavailable, serviceUnavailable, throwUnavailable } from "./unavailable.ts";

/**
 * What every procedure can use. `claim` is set when a page makes a change, `sessionIdHash` when a page calls, and
 * `disconnected` when a client waits for the response: it returns a signal that is aborted when that client disconnects.
 */
export type Context = {
  db: Database;
  queue: PgBoss;
  searches: Searches;
  actor: Actor | null;
  settings: Environment;
  claim?: Claim;
  sessionIdHash?: Buffer;
  disconnected?: () => AbortSignal;
};

/**
 * What the documentation says about a procedure: its summary, its errors other than those that all procedures share, and
 * the scope that a script needs to make this change, if it is another than 'organisation-users'.
 */
export type Meta = {
  summary: string;
  errors?: Partial<Record<ProcedureErrorCode, string>>;
  scope?: Scope;
  /** Only pages call it: no script can, so the documents of the API leave it out. */
  pagesOnly?: true;
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isDev: false, // never sends a stack trace
    errorFormatter: ({ error, path }) => describeError(error, path),
  });

export const { router, createCallerFactory } = t;

/** Returns the actor if they may call a procedure, or throws. */
type Admit = (context: Context, type: "query" | "mutation" | "subscription") => Actor | Promise<Actor>;

/**
 * A procedure for the actors that `admit` admits. Gives errors the same form whether the schema or the domain found
 * them, and reports an unavailable database as SERVICE_UNAVAILABLE. It is all one middleware, because each one adds to
 * the time of every call.
 */
function procedureFor(admit: Admit) {
  return t.procedure.use(async ({ ctx, type, meta, next }) => {
    const actor = await admit(ctx, type);
    requireScope(actor, scopeFor(type, meta));
    const result = await next({ ctx: { actor } });
    if (result.ok) return result;
    if (isUnavailable(result.error)) throw serviceUnavailable(result.error.cause);
    const fieldErrors = fieldErrorsOf(result.error.cause);
    if (fieldErrors === undefined) return result;
    throw fieldErrorsToTrpc(fieldErrors, reasonOf(result.error), holderIdOf(result.error));
  });
}

/** The scope that a script needs to call a procedure (specification, section 5, API tokens). */
export function scopeFor(type: string, meta: Meta | undefined): Scope {
  return type === "query" ? "read" : (meta?.scope ?? "organisation-users");
}

/** @throws {TRPCError} FORBIDDEN with the reason `scopeMissing` for a script that lacks the scope; people need none */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.kind !== "api_token" || actor.scopes?.includes(scope)) return;
  throw refusal("scopeMissing", { message: `This API token does not have the scope '${scope}'` });
}

function admitSignedIn({ actor }: Context): Actor {
  if (actor === null) throw new TRPCError({ code: "UNAUTHORIZED" });
  return actor;
}

async function admitSupport(context: Context, type: string): Promise<Actor> {
  const actor = admitSignedIn(context);
  if (actor.kind === "organisation_user") throw new TRPCError({ code: "FORBIDDEN" });
  if (type === "mutation" && actor.kind === "support_user") {
    const { db, settings } = context;
    await enforceLimit(db, `saves:${actor.id}`, settings.RATE_LIMIT_SAVES).catch(throwUnavailable);
  }
  return actor;
}

async function admitStaff(context: Context, type: string): Promise<Actor> {
  const actor = await admitSupport(context, type);
  if (actor.kind === "api_token") throw new TRPCError({ code: "FORBIDDEN" });
  return actor;
}

/**
 * For every signed-in person and API token. The procedure's query must limit the rows to those that the caller may see.
 */
export const signedInProcedure = procedureFor(admitSignedIn);

/**
 * For support users and API tokens; others get FORBIDDEN. Limits how many saves a support user makes per minute. The
 * calls of an API token are limited before this, in `createApi`.
 */
export const supportProcedure = procedureFor(admitSupport);

/** For support users only: no API token can see, make or revoke API tokens. */
export const staffProcedure = procedureFor(admitStaff);

/**
 * A support procedure for one part of a download. A download can have thousands of parts, but counts as one save, which
 * the page counts that sends it.
 */
export const downloadProcedure = procedureFor((context) => admitSupport(context, "query"));

/**
 * A support procedure whose input describes a person. It reports all faults of the fields at once: even if other fields
 * are wrong, a valid email address is checked for being in use (specification, section 3, Input).
 *
 * @param schema the schema of the whole input
 * @param addressSchema the schema of the part of the input that `isInUse` needs
 */
export function personProcedure<Input extends z.ZodType, Address extends z.ZodType>(
  schema: Input,
  addressSchema: Address,
  isInUse: (db: Database, address: z.output<Address>) => Promise<boolean>,
) {
  const reportAll = supportProcedure.use(async ({ ctx, getRawInput, next }) => {
    const result = await next();
    const fieldErrors = result.ok ? undefined : inputErrorsOf(result.error);
    if (fieldErrors === undefined) return result;
    const address = addressSchema.safeParse(await getRawInput());
    if (!address.success || !(await isInUse(ctx.db, address.data))) return result;
    throw fieldErrorsToTrpc({ ...fieldErrors, email: messageOf("emailInUse") });
  });
  return reportAll.input(schema);
}

/** Returns the faults that the schema found in a call's input. */
function inputErrorsOf({ code, cause }: TRPCError): FieldErrors | undefined {
  return code === "BAD_REQUEST" ? fieldErrorsOf(cause) : undefined;
}
