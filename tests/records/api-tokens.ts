import type { Database } from "../../db/database.ts";
import { createApiToken, revokeApiToken } from "../../server/api-tokens/api-tokens.ts";
import { type Scope, scopes } from "../../server/api-tokens/scopes.ts";
import { system } from "../../server/actor.ts";

/** Makes a token as the command does, by default with every scope, and returns it. */
export async function createToken(
  db: Database,
  name: string,
  granted: readonly Scope[] = scopes,
): Promise<string> {
  const made = await createApiToken(db, { actor: system }, { name, scopes: [...granted], days: 365 });
  return made.token;
}

/** Revokes a token as the command does. */
export function revokeToken(db: Database, name: string): Promise<void> {
  return revokeApiToken(db, { actor: system }, { name });
}

/** Makes a token's end this many days from now, or before now. */
export async function endToken(db: Database, name: string, days: number): Promise<void> {
  const expiresAt = new Date(Date.now() + days * 24 * 60 * 60 * 1_000);
  await db.updateTable("api_tokens").set({ expires_at: expiresAt }).where("name", "=", name).execute();
}
