import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { transact } from "../../../db/transactions/transact.ts";
import { recordActivity } from "../../activity/activity.ts";
import type { Actor } from "../../actor.ts";
import { notFound } from "../../refusals.ts";
import { type Listed, listedAfter } from "../finding/listed.ts";
import type { DownloadInput, DownloadSearchInput } from "../schema.ts";
import { type FoundUser, peopleByIds } from "../search.ts";

/** A part of a download, and the `after` of the next part; null if it is the last one. */
type Part = { items: FoundUser[]; next: string | null };

/**
 * Returns one part of the list of an organisation's users, and records the download in the activity log: with its first
 * part, and with a later one unless the actor began a download of this organisation in the last hour. A part
 * begins after the last user of the part before, not at a row number. So when users are added or removed between two
 * parts, no other user is left out or repeated.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export function downloadOrganisationUsers(
  db: Database,
  actor: Actor,
  { organisationId, show, ...part }: DownloadInput,
): Promise<Part> {
  return downloadPart(db, actor, { organisationId, query: "", show }, part);
}

/** Does the same for all organisation users that a search and a filter find. */
export function downloadFoundUsers(
  db: Database,
  actor: Actor,
  { query, show, ...part }: DownloadSearchInput,
): Promise<Part> {
  return downloadPart(db, actor, { query, show }, part);
}

async function downloadPart(
  db: Database,
  actor: Actor,
  listed: Listed,
  { pageSize, after }: { pageSize: number; after?: string | undefined },
): Promise<Part> {
  const { organisationId } = listed;
  const goesOn = after !== undefined && (await hasBegun(db, actor, organisationId));
  if (!goesOn) await recordDownload(db, actor, organisationId);
  const ids = await listedAfter(db, listed, after, pageSize + 1);
  const items = await peopleByIds(db, { ids: ids.slice(0, pageSize) });
  return { items, next: ids.length > pageSize ? (ids[pageSize - 1] ?? null) : null };
}

/** Whether the actor's download of a list was recorded in the last hour. Anybody can make up an `after`. */
async function hasBegun(db: Database, actor: Actor, organisationId: string | undefined): Promise<boolean> {
  if (actor.kind === "system") return false;
  const begun = await db
    .selectFrom("activity")
    .select("id")
    .where("actor_id", "=", actor.id)
    .where(sql<boolean>`subject_id is not distinct from ${organisationId ?? null}::uuid`)
    .where("action", "=", "downloaded")
    .where("changes", "is", null) // of the activity log it says which part
    .where("at", ">", sql<Date>`now() - interval '1 hour'`)
    .limit(1)
    .executeTakeFirst();
  return begun !== undefined;
}

/**
 * Records a download of the users of one organisation or of all in the activity log.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export async function recordDownload(
  db: Database,
  actor: Actor,
  organisationId: string | undefined,
): Promise<void> {
  if (organisationId === undefined) {
    await transact(db, (trx) => recordActivity(trx, actor, { action: "downloaded" }));
    return;
  }
  await transact(db, async (trx) => {
    const organisation = await trx
      .selectFrom("organisations")
      .select(["id", "name"])
      .where("id", "=", organisationId)
      .executeTakeFirstOrThrow(notFound);
    const subject = { kind: "organisation" as const, ...organisation };
    await recordActivity(trx, actor, { action: "downloaded", subject, organisationId });
  });
}
