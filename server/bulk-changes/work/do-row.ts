import { TRPCError } from "@trpc/server";
import type { PgBoss } from "pg-boss";
import type { Database } from "../../../db/database.ts";
import type { ActivityAction } from "../../../db/types.ts";
import type { ChangeContext } from "../../actor.ts";
import { resendInvitation } from "../../emails/resend.ts";
import { addOrganisationUser } from "../../organisation-users/add.ts";
import { subjectOf } from "../../organisation-users/organisation-users.ts";
import { removeOrganisationUser } from "../../organisation-users/remove.ts";
import { fieldErrorsOf } from "../../procedures/field-errors.ts";
import { isUnavailable } from "../../procedures/unavailable.ts";
import { type Reason, reasonOf } from "../../refusals.ts";
import { hasClosed } from "../check/organisations.ts";
import type { Outcome } from "../schema.ts";
import {
  claimRow,
  countAttempt,
  type OpenRow,
  StarterRemoved,
  storeDone,
  storeRefusal,
  Taken,
  type Running,
} from "./rows.ts";

/**
 * What came of trying a row. 'done': it has an outcome. 'again': an unexpected error; it is tried again later. 'taken':
 * another worker has it. 'starter removed': nothing of this bulk change may be done any more.
 */
type Tried =
  { result: "done" | "taken" | "starter removed" } | { result: "again" | "failed"; error: unknown };

/** The outcome of a row that a rule refuses, by the reason. Any other reason is 'refused', with the reason's message. */
const outcomes: Partial<Record<Reason, Outcome>> = {
  alreadyInOrganisation: "already_belongs",
  alreadySignedIn: "signed_in",
  sentJustNow: "just_invited",
};

/**
 * Does one row by the function of the single change, whose transaction first claims the row and last stores its outcome.
 * So a row is done once, even if a worker dies or two workers try it (specification, section 11, Workers).
 *
 * @throws {Error} only if the database is not available
 */
export async function doRow(
  { db, queue }: { db: Database; queue: PgBoss },
  { id: bulkChangeId, kind, actor }: Running,
  row: OpenRow,
): Promise<Tried> {
  const key = { bulkChangeId, position: row.position };
  const context: ChangeContext = {
    actor,
    queue,
    claim: (trx) => claimRow(trx, key),
    bulkChangeId,
    settle: (trx, action, userId) => storeDone(trx, { ...key, outcome: outcomeOf(action), userId }),
  };
  try {
    await changes[kind](db, context, row);
    return { result: "done" };
  } catch (error) {
    if (error instanceof Taken) return { result: "taken" };
    if (error instanceof StarterRemoved) return { result: "starter removed" };
    const refused = isClosed(error) ? await refuseClosed(db, row) : explainRefusal(kind, error);
    if (refused !== undefined) {
      await storeRefusal(db, { ...key, ...refused });
      return { result: "done" };
    }
    if (isUnavailable(error)) throw error;
    return { result: await countAttempt(db, queue, key), error };
  }
}

/** What each kind of bulk change does for a row: the function of the single change. */
const changes: Record<
  Running["kind"],
  (db: Database, context: ChangeContext, row: OpenRow) => Promise<unknown>
> = {
  add: (db, context, { organisationId, firstName, lastName, email }) =>
    addOrganisationUser(db, context, { organisationId, firstName, lastName, email }),
  invite_again: (db, context, row) => resendInvitation(db, context, subjectOf(withUser(row))),
  remove: (db, context, row) => removeOrganisationUser(db, context, withUser(row)),
};

function withUser({ organisationId, userId }: OpenRow) {
  if (userId === null) throw new Error("A row of people who exist has no person");
  return { organisationId, userId };
}

function outcomeOf(action: ActivityAction): Outcome {
  if (action === "added" || action === "linked" || action === "removed") return action;
  if (action === "invited_again") return "invited";
  throw new Error(`No bulk change does this: ${action}`);
}

type Refused = { outcome: Outcome; problem: string | null };

function isClosed(error: unknown): boolean {
  return reasonOf(error) === "organisationClosed";
}

/** Names the organisation, because the rows of a bulk change can be for several. */
async function refuseClosed(db: Database, { organisationId }: OpenRow): Promise<Refused> {
  const { name } = await db
    .selectFrom("organisations")
    .select("name")
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  return { outcome: "refused", problem: hasClosed(name) };
}

/** Returns the outcome of a row that a rule refuses; undefined for an unexpected error. */
function explainRefusal(kind: Running["kind"], error: unknown): Refused | undefined {
  const reason = reasonOf(error) ?? (fieldErrorsOf(error) && "alreadyInOrganisation");
  const outcome = reason && outcomes[reason];
  if (outcome !== undefined) return { outcome, problem: null };
  if (!(error instanceof TRPCError)) return undefined;
  if (reason !== undefined) return { outcome: "refused", problem: error.message };
  if (error.code !== "NOT_FOUND") return undefined;
  return kind === "add"
    ? { outcome: "refused", problem: "There is no such organisation" }
    : { outcome: "already_removed", problem: null };
}
