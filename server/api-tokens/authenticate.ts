import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { commitsAtOnce } from "../../db/statements/commits-at-once.ts";
import type { NamedActor } from "../actor.ts";
import { refusal } from "../refusals.ts";
import type { Scope } from "./scopes.ts";

/**
 * The SHA-256 hash of a token. The database stores only the hash, so a copy of the database contains no usable token.
 * A fast hash is safe, because nobody can guess 32 random bytes.
 */
export function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * Returns the script that a token belongs to; undefined if the token is unknown. Tokens are not cached, so that revoking
 * takes effect at once.
 *
 * @throws {TRPCError} UNAUTHORIZED with the reason `tokenRevoked` or `tokenExpired`
 */
export async function findApiToken(db: Database, token: string): Promise<NamedActor | undefined> {
  const found = await db
    .selectFrom("api_tokens")
    .select([
      "id",
      "name",
      "revoked_at",
      sql<Scope[]>`scopes`.as("scopes"),
      hasEnded.as("hasEnded"),
      isStale.as("isStale"),
    ])
    .where("hash", "=", hashOf(token))
    .executeTakeFirst();
  if (found === undefined) return undefined;
  if (found.revoked_at !== null) throw refusal("tokenRevoked");
  if (found.hasEnded) throw refusal("tokenExpired");
  if (found.isStale) await touch(db, found.id);
  return { kind: "api_token", id: found.id, name: found.name, scopes: found.scopes };
}

/** An SQL condition on a token: its end is over. Those without one do not end. */
export const hasEnded = sql<boolean>`coalesce(api_tokens.expires_at <= now(), false)`;

/** An SQL condition on a token: its last use that is stored is more than a minute ago. */
const isStale = sql<boolean>`coalesce(last_used_at < now() - interval '1 minute', true)`;

/** Stores that a token was used now, at most once a minute, also if it is used several times at once. */
async function touch(db: Database, id: string): Promise<void> {
  await db
    .updateTable("api_tokens")
    .set({ last_used_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where(isStale)
    .where(commitsAtOnce)
    .execute();
}
