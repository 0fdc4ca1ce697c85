import { TRPCError } from "@trpc/server";
import { sql, type Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { refusal } from "../refusals.ts";

/** One draft, and who may use it: its id is in the URL, so the session and the scope must fit as well. */
export type DraftClaim = { id: string; sessionIdHash: Buffer; scope: string };

/** What was typed on the details form, as typed. */
export type Answers = { firstName: string; lastName: string; email: string };

export type Draft = { state: "none" } | { state: "open"; answers: Answers } | { state: "saved" };

/**
 * Reads a draft.
 *
 * @throws {TRPCError} NOT_FOUND for the draft of another session, organisation or person
 */
export async function readDraft(db: Database, { id, sessionIdHash, scope }: DraftClaim): Promise<Draft> {
  const row = await db.selectFrom("drafts").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return { state: "none" };
  if (!row.session_id_hash.equals(sessionIdHash) || row.scope !== scope) {
    throw new TRPCError({ code: "NOT_FOUND" });
  }
  if (row.saved_at !== null) return { state: "saved" };
  return { state: "open", answers: row.answers as Answers };
}

/**
 * Stores answers; a draft that was saved before is open again.
 *
 * @throws {TRPCError} NOT_FOUND for the draft of another session, organisation or person; UNAUTHORIZED where the session
 * has ended meanwhile
 */
export async function storeAnswers(db: Database, claim: DraftClaim, answers: Answers): Promise<void> {
  const { id, sessionIdHash, scope } = claim;
  const stored = await db
    .insertInto("drafts")
    .values({ id, session_id_hash: sessionIdHash, scope, answers: JSON.stringify(answers) })
    .onConflict((on) =>
      on
        .column("id")
        .doUpdateSet({ answers: JSON.stringify(answers), saved_at: null })
        .where("drafts.session_id_hash", "=", sessionIdHash)
        .where("drafts.scope", "=", scope),
    )
    .returning("id")
    .executeTakeFirst()
    .catch(throwIfSignedOut);
  if (stored === undefined) throw new TRPCError({ code: "NOT_FOUND" });
}

/** Somebody who signs out in another tab takes the session from under a form that is being posted. */
function throwIfSignedOut(error: unknown): never {
  const hasEnded = violatedConstraint(error) === "drafts_session_id_hash_fkey";
  throw hasEnded ? new TRPCError({ code: "UNAUTHORIZED", cause: error }) : error;
}

/**
 * Takes a draft for saving, first thing in the change's own transaction: of several saves one gets it, the others wait
 * for that one and find it taken. That is what makes saving twice safe (specification, section 3).
 *
 * @throws {TRPCError} CONFLICT with the reason `alreadySaved` for a repeat
 */
export async function claimDraft(trx: Transaction<DB>, claim: DraftClaim | undefined): Promise<void> {
  if (claim === undefined) return;
  const claimed = await trx
    .updateTable("drafts")
    .set({ saved_at: sql<Date>`now()`, answers: null })
    .where("id", "=", claim.id)
    .where("session_id_hash", "=", claim.sessionIdHash)
    .where("scope", "=", claim.scope)
    .where("saved_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (claimed === undefined) throw refusal("alreadySaved");
}
