import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Actor } from "../actor.ts";
import { nameOrder, type Person } from "../people/person.ts";
import { notFound } from "../refusals.ts";
import { inListOrder, membersOf } from "./organisation-users.ts";
import type { DownloadInput } from "./schema.ts";

/** The number of people in one part of a download. */
const partSize = 500;

/**
 * Returns one part of the list of an organisation's users, and records the download in the activity log: with its first
 * part, and with a later one unless the actor began a download of this organisation in the last hour. A part
 * begins after the last user of the part before, not at a row number. So when users are added or removed between two
 * parts, no other user is left out or repeated.
 *
 * @throws {TRPCError} NOT_FOUND if there is no such organisation
 */
export async function downloadOrganisationUsers(
  db: Database,
  actor: Actor,
  { organisationId, after }: DownloadInput,
): Promise<{ items: Person[]; next: string | null }> {
  const goesOn = after !== undefined && (await hasBegun(db, actor, organisationId));
  if (!goesOn) await recordDownload(db, actor, organisationId);
  const rows = await membersAfter(db, organisationId, after)
    .limit(partSize + 1)
    .execute();
  const items = rows.slice(0, partSize);
  return { items, next: rows.length > partSize ? (items.at(-1)?.id ?? null) : null };
}

/** Whether the actor's download of an organisation was recorded in the last hour. Anybody can make up an `after`. */
async function hasBegun(db: Database, actor: Actor, organisationId: string): Promise<boolean> {
  if (actor.kind === "system") return false;
  const begun = await db
    .selectFrom("activity")
    .select("id")
    .where("actor_id", "=", actor.id)
    .where("subject_id", "=", organisationId)
    .where("action", "=", "downloaded")
    .where("at", ">", sql<Date>`now() - interval '1 hour'`)
    .limit(1)
    .executeTakeFirst();
  return begun !== undefined;
}

async function recordDownload(db: Database, actor: Actor, organisationId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await trx
      .selectFrom("organisations")
      .select(["id", "name"])
      .where("id", "=", organisationId)
      .executeTakeFirstOrThrow(notFound);
    const subject = { kind: "organisation" as const, ...organisation };
    await recordActivity(trx, actor, { action: "downloaded", subject, organisationId });
  });
}

function membersAfter(db: Database, organisationId: string, after: string | undefined) {
  const members = inListOrder(membersOf(db, organisationId));
  if (after === undefined) return members;
  return members.where(
    sql<boolean>`(user_first_name collate english, user_last_name collate english, user_id) > (
      select ${nameOrder}, id from organisation_users where id = ${after}
    )`,
  );
}
