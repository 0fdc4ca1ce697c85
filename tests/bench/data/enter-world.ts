import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { createApiToken } from "../../../server/api-tokens/api-tokens.ts";
import { writeCursor } from "../../../server/organisation-users/exporting/cursor.ts";
import { requiredVariables } from "../../stand-ins/environment.ts";
import { findMeasured } from "./measured.ts";
import { beginSession, openForFilling, signIn, type World } from "./worlds.ts";

/** Signs in a support user, an organisation user and a script, and finds what is measured. */
export async function enterWorld(databaseUrl: string): Promise<World> {
  await using db = openForFilling(databaseUrl);
  const found = await findMeasured(db);
  const { cookie, sessionIdHash } = await signIn(db);
  await takeCheck(db, sessionIdHash);
  const member = await beginSession(db, { organisationUserId: found.member });
  const script = await createApiToken(
    db,
    { actor: { kind: "system" } },
    { name: `Bench ${randomUUID()}`, scopes: ["read", "organisation-users"], days: 1 },
  );
  const ids = {
    ...found,
    ...(await storeDrafts(db, sessionIdHash, found)),
    lateExport: await lateExport(db, script.id),
  };
  return { databaseUrl, cookie, memberCookie: member.cookie, token: script.token, ids };
}

/** Gives the bulk change that is not started to a session. */
async function takeCheck(db: Database, sessionIdHash: Buffer): Promise<void> {
  await db
    .updateTable("bulk_changes")
    .set({ session_id_hash: sessionIdHash, api_token_id: null })
    .where("started_at", "is", null)
    .execute();
}

/** Stores answers to the forms for people, and returns the drafts' ids by the names that paths have for them. */
async function storeDrafts(
  db: Database,
  sessionIdHash: Buffer,
  { usual, invited, problem }: { usual: string; invited: string; problem: string },
): Promise<Record<string, string>> {
  const scopes = {
    userDraft: `organisation:${usual}`,
    editDraft: `organisation:${usual}:user:${invited}`,
    staffDraft: "support",
    problemDraft: `organisation:${usual}:problem:${problem}`,
  };
  const drafts = Object.entries(scopes).map(([name, scope]) => ({ name, scope, id: randomUUID() }));
  for (const { id, scope } of drafts) {
    const domain = scope === "support" ? "education.gov.uk" : "example.com";
    const answers = JSON.stringify({ firstName: "Sarah", lastName: "Smith", email: `bench.${id}@${domain}` });
    await db.insertInto("drafts").values({ id, session_id_hash: sessionIdHash, scope, answers }).execute();
  }
  return Object.fromEntries(drafts.map(({ name, id }) => [name, id]));
}

/** The `after` of one of the last pages of a script's export. */
async function lateExport(db: Database, actorId: string): Promise<string> {
  const { rows } = await sql<{ organisationId: string; userId: string }>`
    select organisation_id as "organisationId", user_id as "userId" from memberships
    order by organisation_id desc, user_id desc offset 600 limit 1
  `.execute(db);
  if (rows[0] === undefined) throw new Error("There are too few memberships for a late page");
  const secret = requiredVariables.SESSION_SECRET;
  return writeCursor({ secret, actorId, organisationIds: undefined }, { begunAt: Date.now(), ...rows[0] });
}
