import { TRPCError } from "@trpc/server";
import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { notFound, refusal } from "../../refusals.ts";
import { isOwn, type Owner } from "../access.ts";

/** The number of bulk changes that an owner can have checked and not started (specification, section 11, Checking). */
const mostUnstarted = 5;

/**
 * Makes room for a bulk change: deletes an earlier check with its id, and the oldest if its owner has too many. An owner's
 * checks wait for each other. The session is locked before its bulk changes, as when it ends and they are deleted with it.
 *
 * @throws {TRPCError} UNAUTHORIZED if the session has ended; NOT_FOUND if the id is another owner's; CONFLICT with the
 * reason `alreadyStarted`
 */
export async function takePlace(trx: Transaction<DB>, owner: Owner, id: string): Promise<void> {
  await waitForOthers(trx, owner);
  await deleteEarlier(trx, owner, id);
  await trx
    .deleteFrom("bulk_changes")
    .where("id", "in", (query) =>
      query
        .selectFrom("bulk_changes")
        .select("id")
        .where(isOwn(owner))
        .where("started_at", "is", null)
        .orderBy("created_at", "desc")
        .offset(mostUnstarted - 1),
    )
    .execute();
}

async function waitForOthers(trx: Transaction<DB>, { sessionIdHash, apiTokenId }: Owner): Promise<void> {
  const key = `check ${sessionIdHash?.toString("hex") ?? apiTokenId ?? ""}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
  if (sessionIdHash === null) return;
  await trx
    .selectFrom("sessions")
    .select("id_hash")
    .where("id_hash", "=", sessionIdHash)
    .forKeyShare()
    .executeTakeFirstOrThrow(() => new TRPCError({ code: "UNAUTHORIZED" }));
}

async function deleteEarlier(trx: Transaction<DB>, owner: Owner, id: string): Promise<void> {
  const earlier = await trx
    .selectFrom("bulk_changes")
    .select(["started_at", isOwn(owner).as("isOwn")])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (earlier === undefined) return;
  if (earlier.started_at !== null) throw refusal("alreadyStarted");
  if (!earlier.isOwn) throw notFound();
  await trx.deleteFrom("bulk_changes").where("id", "=", id).execute();
}
