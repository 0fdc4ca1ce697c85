import { TRPCError } from "@trpc/server";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { type Details, mapDetails } from "../people/details.ts";
import { refusal } from "../refusals.ts";

/** Identifies a draft. Its id is in the URL, so the session and the scope must match as well. */
export type DraftKey = { id: string; sessionIdHash: Buffer; scope: string };

/** A person's details as typed on the form. */
export type Answers = Details;

// A draft from before a release that adds a field does not have that field's answer.
const storedAnswers = z.object(mapDetails(() => z.string().default("")));

export type Draft = { state: "none" } | { state: "open"; answers: Answers } | { state: "saved" };

/**
 * Reads a draft.
 *
 * @throws {TRPCError} NOT_FOUND for the draft of another session, organisation or person
 */
export async function readDraft(db: Database, { id, sessionIdHash, scope }: DraftKey): Promise<Draft> {
  const row = await db.selectFrom("drafts").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return { state: "none" };
  if (!row.session_id_hash.equals(sessionIdHash) || row.scope !== scope) {
    throw new TRPCError({ code: "NOT_FOUND" });
  }
  if (row.saved_at !== null) return { state: "saved" };
  return { state: "open", answers: storedAnswers.parse(row.answers) };
}

/**
 * Stores answers; a draft that was saved before is open again.
 *
 * @throws {TRPCError} NOT_FOUND for the draft of another session, organisation or person; UNAUTHORIZED if the session
 * has ended
 */
export async function storeAnswers(
  db: Database,
  { id, sessionIdHash, scope }: DraftKey,
  answers: Answers,
): Promise<void> {
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

/** Signing out in another tab ends the session while a form is posted. */
function throwIfSignedOut(error: unknown): never {
  const hasEnded = violatedConstraint(error) === "drafts_session_id_hash_fkey";
  throw hasEnded ? new TRPCError({ code: "UNAUTHORIZED", cause: error }) : error;
}

/**
 * Claims a draft for saving. Of several saves at once, one gets the draft; the others wait for it and are refused. That
 * makes saving twice safe (specification, section 3, Saving twice).
 *
 * @throws {TRPCError} CONFLICT with the reason `alreadySaved` if the draft was saved before
 */
export async function claimDraft(
  trx: Transaction<DB>,
  { id, sessionIdHash, scope }: DraftKey,
): Promise<void> {
  const claimed = await trx
    .updateTable("drafts")
    .set({ saved_at: sql<Date>`now()`, answers: null })
    .where("id", "=", id)
    .where("session_id_hash", "=", sessionIdHash)
    .where("scope", "=", scope)
    .where("saved_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (claimed === undefined) throw refusal("alreadySaved");
}
