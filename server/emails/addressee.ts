import type { Database } from "../../db/database.ts";
import type { SubjectKind } from "../../db/types.ts";

/** Whom an email is to, as its record says: one of the two, as long as that person is there. */
export type Addressee = { supportUserId: string | null; organisationUserId: string | null };

/** How a new record says whom an email is to. */
export function addressedTo(kind: SubjectKind, id: string) {
  return kind === "support_user" ? { supportUserId: id } : { organisationUserId: id };
}

/** The person an email is to, as the activity log and the templates name them; undefined where they were deleted. */
export async function findAddressee(db: Database, { supportUserId, organisationUserId }: Addressee) {
  const kind: SubjectKind = supportUserId === null ? "organisation_user" : "support_user";
  const person = await db
    .selectFrom(`${kind}s`)
    .select(["id", "first_name as firstName", "last_name as lastName"])
    .where("id", "=", supportUserId ?? organisationUserId)
    .executeTakeFirst();
  return person && { kind, ...person };
}
