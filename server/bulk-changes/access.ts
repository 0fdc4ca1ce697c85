import { TRPCError } from "@trpc/server";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/database.ts";
import type { Context } from "../procedures/trpc.ts";

/** Whose bulk change it is until the start: a browser's session, or an API token. The other one is null. */
export type Owner = { sessionIdHash: Buffer | null; apiTokenId: string | null };

/**
 * Returns who owns what this caller checks (specification, section 11, Checking).
 *
 * @throws {TRPCError} UNAUTHORIZED for a caller that is neither a script nor a page of a session
 */
export function ownerOf({ actor, sessionIdHash }: Pick<Context, "actor" | "sessionIdHash">): Owner {
  if (actor?.kind === "api_token") return { sessionIdHash: null, apiTokenId: actor.id };
  if (sessionIdHash === undefined) throw new TRPCError({ code: "UNAUTHORIZED" });
  return { sessionIdHash, apiTokenId: null };
}

/** An SQL condition on `bulk_changes`: it is this owner's, and has not been started. */
export function isOwn({ sessionIdHash, apiTokenId }: Owner): RawBuilder<boolean> {
  return sql`(
    bulk_changes.session_id_hash = ${sessionIdHash}::bytea or bulk_changes.api_token_id = ${apiTokenId}::uuid
  )`;
}

/** An SQL condition on `bulk_changes`: once it has been started, everybody sees it, and its owner before. */
export function isVisibleTo(owner: Owner): RawBuilder<boolean> {
  return sql`(bulk_changes.started_at is not null or ${isOwn(owner)})`;
}

/** Whether there is no bulk change with an id. */
export async function isFreeId(db: Database, id: string): Promise<boolean> {
  const taken = await db.selectFrom("bulk_changes").select("id").where("id", "=", id).executeTakeFirst();
  return taken === undefined;
}
