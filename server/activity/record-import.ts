import type { Transaction } from "kysely";
import type { DB } from "../../db/types.ts";
import type { Actor } from "../actor.ts";
import type { Changes } from "./activity.ts";

/**
 * Writes the one row that an import owes the activity log, in the import's own transaction (SPEC §8). It has no
 * subject; `changes` holds how many organisations were added and updated, as new values without old ones.
 */
export async function recordImport(
  trx: Transaction<DB>,
  actor: Actor,
  { added, updated }: { added: number; updated: number },
): Promise<void> {
  const changes: Changes = {
    added: { from: null, to: String(added) },
    updated: { from: null, to: String(updated) },
  };
  await trx
    .insertInto("activity")
    .values({
      actor_kind: actor.kind,
      actor_id: actor.kind === "system" ? null : actor.id,
      actor_name: actor.kind === "system" ? null : actor.name,
      action: "imported",
      changes: JSON.stringify(changes),
    })
    .execute();
}
