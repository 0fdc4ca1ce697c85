import type { Database } from "../../db/database.ts";
import { detailColumns } from "../people/details.ts";
import { type UserKind, userKinds } from "../people/kinds.ts";

/**
 * The person an email is to, and the organisation it is about. One of the user ids is set, by the kind of user; if
 * the person's record was deleted, both are null.
 */
export type Addressee = {
  supportUserId: string | null;
  organisationUserId: string | null;
  organisationId: string | null;
};

/** Arguments for Kysely's `select`: the columns of `emails` that make an `Addressee`. */
export const addresseeColumns = [
  "support_user_id as supportUserId",
  "organisation_user_id as organisationUserId",
  "organisation_id as organisationId",
] as const;

export function addressedTo(kind: UserKind, id: string) {
  return kind === "support_user" ? { supportUserId: id } : { organisationUserId: id };
}

/** Returns the person an email is to, with their current details; undefined if their record was deleted. */
export async function findAddressee(db: Database, { supportUserId, organisationUserId }: Addressee) {
  const kind: UserKind = supportUserId === null ? "organisation_user" : "support_user";
  const person = await db
    .selectFrom(userKinds[kind].table)
    .select(["id", ...detailColumns])
    .where("id", "=", supportUserId ?? organisationUserId)
    .executeTakeFirst();
  return person && { kind, ...person };
}
