import { createHash, randomBytes } from "node:crypto";
import { type Expression, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { commitsAtOnce } from "../../../db/statements/commits-at-once.ts";
import { deleteInBatches } from "../../../db/transactions/in-batches.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import type { UserKind } from "../../people/kinds.ts";
import type { RefusedReason } from "../../sign-in-problems/refused/reasons.ts";
import { ignoreReadOnly } from "../../procedures/unavailable.ts";
import type { Banner } from "./banners.ts";

/** The longest time from sign-in to the end of a session, even one in use (specification, section 6). */
const absoluteLimit = sql`interval '12 hours'`;
/** The largest number of sessions that a user can have at once. The database has as many slots. */
export const mostSessions = 5;
/** How long the session of a person without access lasts. It only serves to show them why they have no access. */
const refusedLimit = sql`interval '10 minutes'`;

/**
 * A session that has not ended. `user` is null, and `refusedEmail` is set, for a person who signed in at DfE Sign-in
 * but has no access. `refusedReason` says why; it is null if the release before began the session.
 */
export type Session = {
  idHash: Buffer;
  idToken: string;
  user: { kind: UserKind; id: string; name: string } | null;
  refusedEmail: string | null;
  refusedReason: RefusedReason | null;
  hasBanner: boolean;
};

type NewSession = {
  idToken: string;
  /** In which browser it begins, in plain words; null if that is not known. */
  browser?: string | null;
  supportUserId?: string;
  organisationUserId?: string;
  refused?: { email: string; reason: RefusedReason };
  banner?: Banner;
};

/**
 * Hashes a session's id. The database contains only the hash, so that nobody can use a session with a copy of the
 * database.
 */
export function hashOf(sessionId: string): Buffer {
  return createHash("sha256").update(sessionId).digest();
}

/** @returns the id of the new session; only the cookie contains it */
export async function startSession(db: Database, session: NewSession): Promise<string> {
  const sessionId = randomBytes(32).toString("base64url");
  await db
    .insertInto("sessions")
    .values({
      id_hash: hashOf(sessionId),
      id_token: session.idToken,
      support_user_id: session.supportUserId,
      organisation_user_id: session.organisationUserId,
      refused_email: session.refused?.email,
      refused_reason: session.refused?.reason,
      banner: session.banner && JSON.stringify(session.banner),
      browser: session.browser,
      slot: freeSlot(session.supportUserId ?? session.organisationUserId),
    })
    .execute();
  return sessionId;
}

/**
 * The first slot that no other session of the user has; null if there is none, or the session has no user. `makeRoom`
 * has emptied one, unless changes are being saved in all five sessions.
 */
function freeSlot(userId: string | undefined) {
  if (userId === undefined) return null;
  return sql<number>`(
    select min(free) from generate_series(1, ${mostSessions}) free where not exists (
      select from sessions where ${userId} in (support_user_id, organisation_user_id) and slot = free
    )
  )`;
}

/**
 * Finds the session with the id from a cookie. Returns undefined if the id is unknown, the session is past its limits,
 * or its user was removed. Reads the database for every request, so that removing a user takes effect at once.
 *
 * @param idleMinutes how long a session lasts without a request
 * @param isUse whether the request keeps the session alive; what a page asks by itself does not
 */
export async function findSession(
  db: Database,
  sessionId: string,
  idleMinutes: number,
  isUse = true,
): Promise<Session | undefined> {
  const [found] = await liveSession(db, { idHash: hashOf(sessionId), idleMinutes });
  if (found === undefined) return undefined;
  const { isStale, ...session } = found;
  if (isStale && isUse) await touch(db, session.idHash).catch(ignoreReadOnly);
  return session;
}

const liveSession = compiledOnce(
  (_, { idHash, idleMinutes }: Placeholders<{ idHash: Buffer; idleMinutes: number }>) =>
    sql<Session & { isStale: boolean }>`
    select id_hash as "idHash", id_token as "idToken", refused_email as "refusedEmail",
      refused_reason as "refusedReason",
      banner is not null as "hasBanner",
      last_seen_at < now() - least(interval '1 minute', ${idleLimitOf(idleMinutes)} / 10) as "isStale",
      case
        when s.id is not null
          then json_build_object('kind', 'support_user', 'id', s.id, 'name', s.first_name || ' ' || s.last_name)
        when o.id is not null
          then json_build_object('kind', 'organisation_user', 'id', o.id, 'name', o.first_name || ' ' || o.last_name)
      end as "user"
    from sessions
    left join support_users s on s.id = support_user_id and s.removed_at is null
    left join organisation_users o on o.id = organisation_user_id
    where id_hash = ${idHash}
      and ${isLive(idleMinutes)}
      and num_nonnulls(s.id, o.id, refused_email) = 1
  `,
);

function idleLimitOf(minutes: number | Expression<number>) {
  return sql`make_interval(mins => ${minutes})`;
}

/** A condition for sessions that are within their limits. */
export function isLive(idleMinutes: number | Expression<number>) {
  return sql<boolean>`(
    last_seen_at > now() - ${idleLimitOf(idleMinutes)}
    and sessions.created_at > now() - case when refused_email is null then ${absoluteLimit} else ${refusedLimit} end
  )`;
}

/** Sessions in one transaction. Up to 100 drafts and five bulk changes that were not started go with each. */
const batchSize = 200;

/**
 * Deletes the sessions that have ended, with their drafts, and returns the number of deleted sessions (specification,
 * section 6). One that is in use is left for the next time.
 */
export function sweepSessions(db: Database, idleMinutes: number): Promise<number> {
  return deleteInBatches(db, "sessions", sql<boolean>`not ${isLive(idleMinutes)}`, batchSize);
}

/**
 * Stores that the session was used just now. `findSession` calls this at most once a minute, or once in a tenth of the
 * idle time if that is shorter.
 */
async function touch(db: Database, idHash: Buffer): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ last_seen_at: sql<Date>`now()` })
    .where("id_hash", "=", idHash)
    .where(commitsAtOnce)
    .execute();
}

/** A session that was ended. Its ID token ends the session at DfE Sign-in. */
type EndedSession = { idToken: string; user: { kind: UserKind; id: string } | null };

/**
 * Deletes a session and its drafts, even if the session is past its limits.
 *
 * @returns undefined if there was no session
 */
export async function endSession(db: Database, sessionId: string): Promise<EndedSession | undefined> {
  const ended = await db
    .deleteFrom("sessions")
    .where("id_hash", "=", hashOf(sessionId))
    .returning(["id_token", "support_user_id", "organisation_user_id"])
    .executeTakeFirst();
  if (ended === undefined) return undefined;
  const kind = ended.support_user_id === null ? "organisation_user" : "support_user";
  const id = ended.support_user_id ?? ended.organisation_user_id;
  return { idToken: ended.id_token, user: id === null ? null : { kind, id } };
}
