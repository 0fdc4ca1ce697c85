import { TRPCError } from "@trpc/server";
import { sql } from "kysely";
import type { Database } from "../../db/database.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Actor } from "../actor.ts";
import { firstNameOrder, lastNameOrder, personColumns } from "../people/person.ts";
import { inListOrder, type OrganisationUser } from "./organisation-users.ts";
import type { DownloadInput } from "./schema.ts";

/** People in one part of a download. */
const partSize = 500;

/**
 * One part of all users of an organisation, in the order of the list. Where a download begins, the activity log says
 * who took it. Between two parts nobody is left out or comes twice who stays where they are in the order.
 *
 * @throws {TRPCError} NOT_FOUND where there is no such organisation
 */
export async function downloadOrganisationUsers(
  db: Database,
  actor: Actor,
  { organisationId, after }: DownloadInput,
): Promise<{ items: OrganisationUser[]; next: string | null }> {
  if (after === undefined) await noteDownload(db, actor, organisationId);
  const rows = await membersAfter(db, organisationId, after)
    .limit(partSize + 1)
    .execute();
  const items = rows.slice(0, partSize);
  return { items, next: rows.length > partSize ? (items.at(-1)?.id ?? null) : null };
}

async function noteDownload(db: Database, actor: Actor, organisationId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const organisation = await trx
      .selectFrom("organisations")
      .select(["id", "name"])
      .where("id", "=", organisationId)
      .executeTakeFirst();
    if (organisation === undefined) throw new TRPCError({ code: "NOT_FOUND" });
    const subject = { kind: "organisation" as const, ...organisation };
    await recordActivity(trx, actor, { action: "downloaded", subject, organisationId });
  });
}

function membersAfter(db: Database, organisationId: string, after: string | undefined) {
  const members = db
    .selectFrom("memberships")
    .innerJoin("organisation_users", "organisation_users.id", "memberships.user_id")
    .select(["organisation_users.id", ...personColumns])
    .where("organisation_id", "=", organisationId);
  if (after === undefined) return inListOrder(members);
  return inListOrder(members).where(
    sql<boolean>`(user_first_name collate english, user_last_name collate english, user_id) > (
      select ${firstNameOrder}, ${lastNameOrder}, id from organisation_users where id = ${after}
    )`,
  );
}
