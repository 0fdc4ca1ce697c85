import { sql, type Transaction } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { DB } from "../../../db/types.ts";
import type { UserKind } from "../../people/kinds.ts";
import type { Actor } from "../../actor.ts";
import { reportOnCommit } from "../../security-events/report.ts";
import { isLive, mostSessions, type Session } from "./sessions.ts";

export type Owner = { kind: UserKind; id: string };

/** A condition for the sessions of a user. */
function isOf({ kind, id }: Owner) {
  return sql<boolean>`${sql.ref(`sessions.${kind}_id`)} = ${id}`;
}

/**
 * Ends the oldest sessions of a user who is signing in, so that there is room for the new one (specification, section 6,
 * Sessions). The caller must have locked the user. A session in which a change is being saved at this moment is left
 * alone, because that change may be waiting for the user.
 *
 * @param before the hash of the session that the new one replaces, which does not count
 * @returns how many sessions ended that were still in use
 */
export async function makeRoom(
  db: Database,
  owner: Owner,
  { before, idleMinutes }: { before: Buffer | null; idleMinutes: number },
): Promise<number> {
  const { rows } = await sql<{ wasLive: boolean }>`
    with kept as (
      select id_hash from sessions
      where ${isOf(owner)} and id_hash is distinct from ${before} and ${isLive(idleMinutes)}
      order by created_at desc, id_hash
      limit ${mostSessions - 1}
    ), going as (
      select id_hash from sessions
      where ${isOf(owner)} and id_hash not in (select id_hash from kept)
      for update skip locked
    )
    delete from sessions using going
    where sessions.id_hash = going.id_hash
    returning sessions.id_hash is distinct from ${before} and ${isLive(idleMinutes)} as "wasLive"
  `.execute(db);
  return rows.filter(({ wasLive }) => wasLive).length;
}

/** A session on the page 'Your sessions'. `browser` is null if it is not known. */
export type OwnSession = { isThis: boolean; startedAt: string; lastUsedAt: string; browser: string | null };

/** Lists the sessions of the user of this session that have not ended, this one first, then those used last. */
export async function listSessions(
  db: Database,
  { idHash, user }: { idHash: Buffer; user: Owner },
  idleMinutes: number,
): Promise<OwnSession[]> {
  const { rows } = await sql<Omit<OwnSession, "startedAt" | "lastUsedAt"> & Record<"began" | "seen", Date>>`
    select id_hash = ${idHash} as "isThis", created_at as began, last_seen_at as seen, browser from sessions
    where ${isOf(user)} and ${isLive(idleMinutes)}
    order by id_hash = ${idHash} desc, last_seen_at desc, id_hash
  `.execute(db);
  return rows.map(({ began, seen, ...row }) => ({
    ...row,
    startedAt: began.toISOString(),
    lastUsedAt: seen.toISOString(),
  }));
}

/**
 * Ends every other session of the user of this session, with its drafts (specification, section 6, Your sessions).
 *
 * @returns how many sessions ended
 */
export async function endOtherSessions(
  db: Database,
  { idHash, user }: Pick<Session, "idHash"> & { user: Owner },
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from sessions where id_hash in (
      select id_hash from sessions where ${isOf(user)} and id_hash <> ${idHash} order by id_hash for update
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/**
 * Ends all sessions of a user who was removed, or whose account was unlinked, in the transaction of that change, and
 * reports it. The caller must have locked the sessions.
 */
export async function endSessionsOf(
  trx: Transaction<DB>,
  actor: Actor | Owner,
  { kind, id }: Owner,
  reason: "removed" | "unlinked",
): Promise<void> {
  const { rows } = await sql`delete from sessions where ${isOf({ kind, id })} returning id_hash`.execute(trx);
  if (rows.length === 0) return;
  reportOnCommit(trx, "report" in actor ? actor.report : undefined, "sessions_ended", {
    ...{ actorKind: actor.kind, actorId: "id" in actor ? actor.id : undefined },
    ...{ reason, count: rows.length, userKind: kind, userId: id },
  });
}
