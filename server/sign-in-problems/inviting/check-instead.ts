import { sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { hasFailedForGood } from "../../emails/failed/for-good.ts";
import type { Instead, InsteadInput } from "../schema.ts";
import { type Move, readMove } from "./read-move.ts";

/**
 * Returns what `inviteInstead` would do. Changes nothing.
 *
 * @throws the errors of `readMove`
 */
export async function checkInstead(db: Database, input: InsteadInput): Promise<Instead> {
  const move = await readMove(db, input, "read");
  const { person, kind } = move;
  const isUser = kind === "organisation_user";
  const address = { organisationUserId: person.id, recipient: person.email };
  return {
    ...move,
    isDomainUnknown: isUser && !(await isDomainKnown(db, move)),
    willEmailOldAddress: isUser && !(await hasFailedForGood(db, address)),
  };
}

/** Whether anybody else at the person's organisations has an address at the domain of the new one. */
async function isDomainKnown(db: Database, { person, newEmail, organisations }: Move): Promise<boolean> {
  const { rows } = await sql<{ isKnown: boolean }>`
    select exists (
      select from memberships join organisation_users colleague on colleague.id = user_id
      where organisation_id = any(${organisations.map(({ id }) => id)}::uuid[]) and user_id <> ${person.id}
        and split_part(email, '@', 2) = split_part(${newEmail}, '@', 2)
    ) as "isKnown"
  `.execute(db);
  return rows[0]?.isKnown === true;
}
