import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import { type NamedActor, system } from "../actor.ts";

/** Thrown if a token's name is invalid or in use, or if no token has it. The message is shown to the operator. */
class ApiTokenError extends Error {
  override name = "ApiTokenError";
}

/**
 * The SHA-256 hash of a token. The database stores only the hash, so a copy of the database contains no usable token.
 * A fast hash is safe, because nobody can guess 32 random bytes.
 */
function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * Creates a token for a script (specification, section 5).
 *
 * @param name the name that the activity log shows for the script, 1 to 100 characters
 * @returns the token. Only its hash is stored, so the token cannot be read again
 * @throws {ApiTokenError} if the name is empty, too long, or in use by a token that is not revoked
 */
export async function createApiToken(db: Database, name: string): Promise<string> {
  if (!/^\S(.{0,98}\S)?$/u.test(name)) throw new ApiTokenError("A name is 1 to 100 characters.");
  const token = `support_${randomBytes(32).toString("base64url")}`;
  try {
    await db.transaction().execute(async (trx) => {
      const { id } = await trx
        .insertInto("api_tokens")
        .values({ name, hash: hashOf(token) })
        .returning("id")
        .executeTakeFirstOrThrow();
      await recordActivity(trx, system, { action: "added", subject: { kind: "api_token", id, name } });
    });
  } catch (error) {
    if (violatedConstraint(error) !== "api_tokens_name_key") throw error;
    throw new ApiTokenError(`There is a token called '${name}'. Revoke it or choose another name.`);
  }
  return token;
}

/** Returns all tokens, revoked ones included, newest first. */
export function listApiTokens(db: Database) {
  return db
    .selectFrom("api_tokens")
    .select(["name", "created_at as createdAt", "last_used_at as lastUsedAt", "revoked_at as revokedAt"])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
}

/**
 * Revokes a token. The next request with it is rejected.
 *
 * @throws {ApiTokenError} if there is no unrevoked token with that name
 */
export async function revokeApiToken(db: Database, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable("api_tokens")
      .set({ revoked_at: sql<Date>`now()` })
      .where("name", "=", name)
      .where("revoked_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (revoked === undefined) throw new ApiTokenError(`There is no token called '${name}' to revoke.`);
    await recordActivity(trx, system, {
      action: "removed",
      subject: { kind: "api_token", ...revoked, name },
    });
  });
}

/**
 * Returns the script that a token belongs to; undefined if the token is unknown or revoked. Tokens are not cached, so
 * that revoking takes effect at once.
 */
export async function findApiToken(db: Database, token: string): Promise<NamedActor | undefined> {
  const found = await db
    .selectFrom("api_tokens")
    .select([
      "id",
      "name",
      sql<boolean>`coalesce(last_used_at < now() - interval '1 minute', true)`.as("isStale"),
    ])
    .where("hash", "=", hashOf(token))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  if (found.isStale) await touch(db, found.id);
  return { kind: "api_token", id: found.id, name: found.name };
}

/** Stores that a token was used now. Called at most once a minute for a token, to save writes. */
async function touch(db: Database, id: string): Promise<void> {
  await db
    .updateTable("api_tokens")
    .set({ last_used_at: sql<Date>`now()` })
    .where("id", "=", id)
    .execute();
}
