import type { Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import { claimDraft } from "../drafts/drafts.ts";
import { queueEmail } from "../emails/queue.ts";
import { reportingInUse } from "../people/in-use.ts";
import type { PersonInput } from "./schema.ts";

const columns = ["id", "first_name as firstName", "last_name as lastName", "email"] as const;

/**
 * Adds a support user, or revives the record of one who was removed; with the activity row, the email record and its
 * job, all in one transaction (specification, section 3, Adding someone who already exists; section 3, Re-adding; section 4).
 *
 * @returns the person as stored
 * @throws {FieldError} where the address is in use
 * @throws {TRPCError} CONFLICT with the reason `alreadySaved` where the draft was saved before
 */
export function addSupportUser(db: Database, { actor, queue, draft }: Change, input: PersonInput) {
  return reportingInUse(() =>
    db.transaction().execute(async (trx) => {
      await claimDraft(trx, draft);
      const person = (await revive(trx, input)) ?? (await insert(trx, input));
      await recordActivity(trx, actor, { action: "added", subject: { kind: "support_user", ...person } });
      await queueEmail(trx, queue, {
        kind: "support_user_added",
        recipient: person.email,
        supportUserId: person.id,
      });
      return person;
    }),
  );
}

/** The record that was removed last with this address, as new: its id at DfE Sign-in and its sign-ins are forgotten. */
async function revive(trx: Transaction<DB>, { firstName, lastName, email }: PersonInput) {
  return trx
    .updateTable("support_users")
    .set({
      first_name: firstName,
      last_name: lastName,
      dfe_sign_in_id: null,
      last_signed_in_at: null,
      removed_at: null,
    })
    .where("id", "=", (query) =>
      query
        .selectFrom("support_users")
        .select("id")
        .where("email", "=", email)
        .where("removed_at", "is not", null)
        .orderBy("removed_at", "desc")
        .limit(1)
        .forUpdate(),
    )
    .returning(columns)
    .executeTakeFirst();
}

async function insert(trx: Transaction<DB>, { firstName, lastName, email }: PersonInput) {
  return trx
    .insertInto("support_users")
    .values({ first_name: firstName, last_name: lastName, email })
    .returning(columns)
    .executeTakeFirstOrThrow();
}
