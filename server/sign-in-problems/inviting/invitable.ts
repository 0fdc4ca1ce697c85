import { sql, type Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import type { Actor } from "../../actor.ts";
import { type UserKind, userKinds } from "../../people/kinds.ts";
import { notFound, refusal } from "../../refusals.ts";
import { problemColumns } from "../list.ts";
import { mayInvite } from "../problem.ts";

/**
 * Returns the address of a refused sign-in, in the form in which it is stored.
 *
 * @throws {TRPCError} NOT_FOUND
 */
export async function readAddress(db: Database, problemId: string): Promise<string> {
  const { email } = await db
    .selectFrom("refused_sign_ins")
    .select("matched_email as email")
    .where("id", "=", problemId)
    .executeTakeFirstOrThrow(notFound);
  return email;
}

/**
 * Checks that a person can be invited because of a refused sign-in. In a change it is called after the person is locked, as
 * in a sign-in, and locks the problem: of two invitations at once, one finds it dealt with.
 *
 * @param mode whether to lock the problem
 * @throws {TRPCError} NOT_FOUND; CONFLICT with the reason `problemClosed`; FORBIDDEN with the reason `cannotInvite`
 */
export async function requireInvitable(
  db: Database,
  problemId: string,
  kind: UserKind,
  mode: "lock" | "read",
): Promise<void> {
  const query = db
    .selectFrom("refused_sign_ins")
    .select(problemColumns)
    .select("matched_email as matchedEmail")
    .where("id", "=", problemId);
  const problem = await (mode === "lock" ? query.forUpdate() : query).executeTakeFirstOrThrow(notFound);
  if (problem.state !== "open") throw refusal("problemClosed");
  const isValid = userKinds[kind].emailSchema.safeParse(problem.matchedEmail).success;
  if (!isValid || !mayInvite(problem)) throw refusal("cannotInvite");
}

/** Notes who invited the person because of a refused sign-in, which the transaction has locked. */
export async function markInvited(trx: Transaction<DB>, problemId: string, actor: Actor): Promise<void> {
  if (actor.kind === "system") throw new Error("Only a support user or a script can invite somebody");
  await trx
    .updateTable("refused_sign_ins")
    .set({
      invited_at: sql<Date>`clock_timestamp()`,
      invited_by_kind: actor.kind,
      invited_by_name: actor.name,
    })
    .where("id", "=", problemId)
    .execute();
}
