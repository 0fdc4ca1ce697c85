import { TRPCError } from "@trpc/server";
import { type OnConflictBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../db/statements/compiled-once.ts";
import type { DB } from "../../db/types.ts";
import { type Details, mapDetails } from "../people/details.ts";
import { normaliseDetails } from "../people/schema.ts";
import { refusal } from "../refusals.ts";
import { type Banner, updateBanner } from "../sign-in/sessions/banners.ts";

/**
 * Identifies a draft. The id alone is not enough, because it is in the URL: the session must match too, and so must the
 * scope, which names the organisation or person that the form is about.
 */
export type DraftKey = { id: string; sessionIdHash: Buffer; scope: string };

/** The answers of the form: a person's details. */
export type Answers = Details;

// A draft stored by an earlier release lacks the answers of fields added since: they are read as empty.
const storedAnswers = z.object(mapDetails(() => z.string().default("")));

export type Draft = { state: "none" } | { state: "open"; answers: Answers } | { state: "saved" };

/**
 * Reads a draft. A draft that does not exist has the state 'none'.
 *
 * @throws {TRPCError} NOT_FOUND if the draft belongs to another session, organisation or person
 */
export async function readDraft(db: Database, { id, sessionIdHash, scope }: DraftKey): Promise<Draft> {
  const [row] = await draftById(db, { id });
  if (row === undefined) return { state: "none" };
  if (!row.session_id_hash.equals(sessionIdHash) || row.scope !== scope) {
    throw new TRPCError({ code: "NOT_FOUND" });
  }
  if (row.saved_at !== null) return { state: "saved" };
  return { state: "open", answers: storedAnswers.parse(row.answers) };
}

const draftById = compiledOnce((db, { id }: Placeholders<{ id: string }>) =>
  db.selectFrom("drafts").select(["session_id_hash", "scope", "answers", "saved_at"]).where("id", "=", id),
);

/** The number of drafts that a session keeps (specification, section 2, Drafts). */
const mostDrafts = 100;

/**
 * Stores the answers of a draft and creates the draft if it does not exist. A draft that was saved before becomes open,
 * so that it can be saved again. If the session has too many drafts, the oldest is deleted.
 *
 * The session is locked before its drafts, as when it ends and its drafts are deleted with it.
 *
 * @param answers valid answers, which are stored in the form in which they will be saved
 * @throws {TRPCError} NOT_FOUND if the draft belongs to another session, organisation or person; UNAUTHORIZED if the
 * session has ended
 */
export async function storeAnswers(db: Database, key: DraftKey, answers: Answers): Promise<void> {
  const values = { ...key, answers: JSON.stringify(normaliseDetails(answers)) };
  const [outcome] = await storeOnce(db, values);
  if (!outcome?.hasSession) throw new TRPCError({ code: "UNAUTHORIZED" });
  if (!outcome.isStored) throw new TRPCError({ code: "NOT_FOUND" });
}

const storeOnce = compiledOnce((db, values: Placeholders<DraftKey & { answers: string }>) =>
  db
    .with("session", (query) =>
      query
        .selectFrom("sessions")
        .select("id_hash")
        .where("id_hash", "=", values.sessionIdHash)
        .forKeyShare(),
    )
    .with("oldest", (query) =>
      query.deleteFrom("drafts").where("id", "in", (drafts) =>
        drafts
          .selectFrom("drafts")
          .innerJoin("session", "session_id_hash", "id_hash")
          .select("drafts.id")
          .where("drafts.id", "!=", values.id)
          .orderBy("created_at", "desc")
          .offset(sql.lit(mostDrafts - 1)),
      ),
    )
    .with("stored", (query) =>
      query
        .insertInto("drafts")
        .columns(["id", "session_id_hash", "scope", "answers"])
        .expression(query.selectFrom("session").select(draftValues(values)))
        .onConflict(reopen)
        .returning("id"),
    )
    .selectNoFrom((query) => [
      query.exists(query.selectFrom("session").select("id_hash")).as("hasSession"),
      query.exists(query.selectFrom("stored").select("id")).as("isStored"),
    ]),
);

/** The values of a draft's row, to be selected from its session. */
function draftValues({
  id,
  scope,
  answers,
}: Placeholders<Omit<DraftKey, "sessionIdHash"> & { answers: string }>) {
  return [
    sql<string>`${id}::uuid`.as("id"),
    "id_hash" as const,
    sql<string>`${scope}`.as("scope"),
    sql<string>`${answers}::jsonb`.as("answers"),
  ] as const;
}

function reopen(on: OnConflictBuilder<DB, "drafts">) {
  return on
    .column("id")
    .doUpdateSet((row) => ({ answers: row.ref("excluded.answers"), saved_at: null }))
    .whereRef("drafts.session_id_hash", "=", "excluded.session_id_hash")
    .whereRef("drafts.scope", "=", "excluded.scope");
}

/**
 * Marks a draft as saved, deletes its answers and stores the banner of the session's next page. Of several saves at the
 * same time, one succeeds; the others wait for its transaction and then throw. So no change is made twice
 * (specification, section 3, Saving twice).
 *
 * The session is locked before the draft, as when a session ends and its drafts are deleted with it. In the other order,
 * a save and a sign-out could wait for each other.
 *
 * @throws {TRPCError} CONFLICT with the reason `alreadySaved` if the draft was saved before or does not exist
 */
export async function claimDraft(trx: Transaction<DB>, key: DraftKey, banner: Banner): Promise<void> {
  const [claimed] = await claimOnce(trx, { ...key, banner: JSON.stringify(banner) });
  if (claimed === undefined) throw refusal("alreadySaved");
}

const claimOnce = compiledOnce((db, values: Placeholders<DraftKey & { banner: string }>) =>
  db
    .with("session", (query) => updateBanner(query, values).returning("id_hash"))
    .updateTable("drafts")
    .from("session")
    .set({ saved_at: sql<Date>`now()`, answers: null })
    .where("id", "=", values.id)
    .whereRef("session_id_hash", "=", "session.id_hash")
    .where("scope", "=", values.scope)
    .where("saved_at", "is", null)
    .returning("id"),
);
