import { createHash, randomBytes } from "node:crypto";
import { sql, type Transaction } from "kysely";
import { type Database, violatedConstraint } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import { type Actor, system } from "../actor.ts";

/** A token as it is listed: nothing of the token itself is kept. */
export type ApiToken = { name: string; createdAt: Date; lastUsedAt: Date | null; revokedAt: Date | null };

/** A name that cannot be used, or that no token has; its message is for whoever runs the command. */
export class ApiTokenError extends Error {
  override name = "ApiTokenError";
}

/** Stored under a hash, so that a copy of the database makes no calls; 32 random bytes need no slower one. */
function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/**
 * Makes a token for a script (specification, section 5).
 *
 * @param name what the activity log calls whoever uses it, 1 to 100 characters
 * @returns the token: this once, it is not stored
 * @throws {ApiTokenError} where the name is empty, too long, or another token's that is not revoked
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

/** Every token that was ever made, the newest first. */
export function listApiTokens(db: Database): Promise<ApiToken[]> {
  return db
    .selectFrom("api_tokens")
    .select(["name", "created_at as createdAt", "last_used_at as lastUsedAt", "revoked_at as revokedAt"])
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
}

/**
 * Ends a token: the next call with it is refused.
 *
 * @throws {ApiTokenError} where no token that is not revoked yet has the name
 */
export async function revokeApiToken(db: Database, name: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const id = await markRevoked(trx, name);
    if (id === undefined) throw new ApiTokenError(`There is no token called '${name}' to revoke.`);
    await recordActivity(trx, system, { action: "removed", subject: { kind: "api_token", id, name } });
  });
}

async function markRevoked(trx: Transaction<DB>, name: string): Promise<string | undefined> {
  const revoked = await trx
    .updateTable("api_tokens")
    .set({ revoked_at: sql<Date>`now()` })
    .where("name", "=", name)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return revoked?.id;
}

/** Whose token this is, or undefined: unknown or revoked. Read on every call, so that what is revoked stops at once. */
export async function findApiToken(
  db: Database,
  token: string,
): Promise<Extract<Actor, { id: string }> | undefined> {
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

/** At most one write a minute for each token. */
async function touch(db: Database, id: string): Promise<void> {
  await db
    .updateTable("api_tokens")
    .set({ last_used_at: sql<Date>`now()` })
    .where("id", "=", id)
    .execute();
}
