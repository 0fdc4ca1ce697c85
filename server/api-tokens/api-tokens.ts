import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange } from "../people/change.ts";
import { notFound } from "../refusals.ts";
import { hashOf } from "./authenticate.ts";
import type { CreateInput } from "./schema.ts";

type Context = Pick<ChangeContext, "actor" | "claim">;

/**
 * Creates a token for a script (specification, section 5, API tokens).
 *
 * @returns `token` itself. Only its hash is stored, so it cannot be read again
 * @throws {FieldError} if a token that is not revoked has the name
 */
export async function createApiToken(db: Database, context: Context, { name, scopes, days }: CreateInput) {
  const { actor } = context;
  const token = `support_${randomBytes(32).toString("base64url")}`;
  const { id } = await makeChange(db, context, async (trx) => {
    const made = await trx
      .insertInto("api_tokens")
      .values({
        name,
        hash: hashOf(token),
        scopes: [...new Set(scopes)],
        expires_at: sql<Date>`now() + make_interval(days => ${days})`,
        made_by: actor.kind === "support_user" ? actor.id : null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await recordActivity(trx, actor, { action: "added", subject: { kind: "api_token", ...made, name } });
    return made;
  });
  return { id, name, token };
}

/**
 * Revokes a token. The next call with it is refused.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such token, or it is revoked
 */
export async function revokeApiToken(
  db: Database,
  context: Context,
  which: { id: string } | { name: string },
): Promise<void> {
  await makeChange(db, context, async (trx) => {
    const [column, value] = "id" in which ? (["id", which.id] as const) : (["name", which.name] as const);
    const revoked = await trx
      .updateTable("api_tokens")
      .set({ revoked_at: sql<Date>`now()` })
      .where(column, "=", value)
      .where("revoked_at", "is", null)
      .returning(["id", "name"])
      .executeTakeFirstOrThrow(notFound);
    await recordActivity(trx, context.actor, {
      action: "removed",
      subject: { kind: "api_token", ...revoked },
    });
  });
}
