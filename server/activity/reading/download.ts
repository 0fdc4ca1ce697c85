import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import type { Actor } from "../../actor.ts";
import { transact } from "../../../db/transactions/transact.ts";
import { recordActivity } from "../activity.ts";
import type { ActivityEntry, DownloadInput, Filter } from "../schema.ts";
import { rowsByIds, toEntry } from "./entries.ts";
import { findMatches } from "./matching.ts";

/** A part of a download, and the `after` of the next part; null if it is the last one. */
type Part = { items: ActivityEntry[]; next: number | null };

/**
 * Returns one part of the entries that a filter shows, all of them in turn, and records the download in the activity log as
 * the download of users is recorded: with its first part, and with a later one unless the actor began the same download in
 * the last hour. A part begins after the last entry of the part before, so entries that are added meanwhile are left out.
 */
export async function downloadActivity(
  db: Database,
  actor: Actor,
  { pageSize, after, ...filter }: DownloadInput,
): Promise<Part> {
  const shown = describeFilter(filter);
  const { ids, total } = await findMatches(
    db,
    { ...filter, after },
    { offset: 0, size: pageSize, most: pageSize + 1 },
  );
  const items = (await rowsByIds(db, { ids })).map(toEntry);
  const goesOn = after !== undefined && (await hasBegun(db, actor, shown));
  if (!goesOn) await recordDownload(db, actor, shown);
  return { items, next: total > pageSize ? (ids.at(-1) ?? null) : null };
}

/** A filter as the query of a URL, in a fixed order. It contains ids, and no names. */
function describeFilter({ kind, actorId, from, to, userId, organisationId }: Filter): string {
  const fields = Object.entries({ kind, actorId, from, to, userId, organisationId });
  return new URLSearchParams(
    fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
}

async function hasBegun(db: Database, actor: Actor, shown: string): Promise<boolean> {
  if (actor.kind === "system") return false;
  const begun = await db
    .selectFrom("activity")
    .select("id")
    .where("actor_id", "=", actor.id)
    .where("action", "=", "downloaded")
    .where("bulk_change_id", "is", null)
    .where(sql<boolean>`changes -> 'activity' ->> 'to' = ${shown}`)
    .where("at", ">", sql<Date>`now() - interval '1 hour'`)
    .limit(1)
    .executeTakeFirst();
  return begun !== undefined;
}

async function recordDownload(db: Database, actor: Actor, shown: string): Promise<void> {
  const changes = { activity: { from: null, to: shown } };
  await transact(db, (trx) => recordActivity(trx, actor, { action: "downloaded", changes }));
}
