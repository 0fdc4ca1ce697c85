import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { detailColumns, type Details, toColumns } from "../../people/details.ts";
import { allIdsOf } from "../../people/merged.ts";
import { asNew } from "../../people/person.ts";

/** An SQL condition on `organisation_users`: the person belongs to an organisation. */
export const isMember = sql<boolean>`
  exists (select from memberships where memberships.user_id = organisation_users.id)
`;

/**
 * Makes the record of somebody who belongs to no organisation that of a new person with the same email address, who may
 * be somebody else. Their sessions end, and their earlier names in the activity log are blanked in time (specification,
 * section 3, Adding someone who already exists).
 *
 * @param userId an organisation user whose row the transaction has locked
 * @returns the person as stored; undefined if they belong to an organisation, and nothing changed
 */
export async function reviveFormer(
  trx: Transaction<DB>,
  userId: string,
  details: Details,
): Promise<(Details & { id: string }) | undefined> {
  const revived = await trx
    .updateTable("organisation_users")
    .set({ ...toColumns(details), ...asNew })
    .where("id", "=", userId)
    .where(sql<boolean>`not ${isMember}`)
    .returning(["id", ...detailColumns])
    .executeTakeFirst();
  if (revived === undefined) return undefined;
  await trx.deleteFrom("sessions").where("organisation_user_id", "=", userId).execute();
  await sql`
    insert into names_to_blank (user_id, before, removed_at)
    select former.id, revived_at, coalesce(
      (select max(at) from activity where subject_id = organisation_users.id and action = 'removed'), revived_at
    )
    from organisation_users, unnest(${allIdsOf(userId)}) as former (id)
    where organisation_users.id = ${userId}
  `.execute(trx);
  return revived;
}
