import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { changesBetween, recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import { claimDraft } from "../drafts/drafts.ts";
import { addressedTo } from "../emails/addressee.ts";
import { queueEmail } from "../emails/queue.ts";
import { refusal } from "../refusals.ts";
import { reportingInUse, requireFree } from "./in-use.ts";
import type { Person } from "./person.ts";
import { assignDetails } from "./stored-details.ts";

type NewDetails = { userId: string; firstName: string; lastName: string; email: string };

/** What differs between the two kinds of user. `lock` throws NOT_FOUND for whoever cannot be changed from there. */
type Subject = {
  kind: "support_user" | "organisation_user";
  organisationId?: string;
  lock: (trx: Transaction<DB>) => Promise<Person>;
};

/**
 * Whether a change could be made, without making it.
 *
 * @param isTaken whether somebody else has the new address
 * @throws {TRPCError} FORBIDDEN with the reason `signedInMeanwhile`
 * @throws {FieldError} where the address is in use
 */
export function checkChange(person: Person, isTaken: boolean): void {
  if (person.lastSignedInAt) throw refusal("signedInMeanwhile");
  requireFree(isTaken);
}

/**
 * Changes a person of either kind until their first sign-in; a new address gets the sign-in details (specification, section 3, Editing;
 * section 4).
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `signedInMeanwhile`; CONFLICT with the reason
 * `alreadySaved` where the draft was saved before
 * @throws {FieldError} where the address is in use
 */
export function changePerson(
  db: Database,
  { actor, queue, draft }: Change,
  { kind, organisationId, lock }: Subject,
  input: NewDetails,
): Promise<void> {
  return reportingInUse(() =>
    db.transaction().execute(async (trx) => {
      await claimDraft(trx, draft);
      const before = await lock(trx);
      await store(trx, kind, input);
      const changes = changesBetween(before, input);
      if (changes === undefined) return;
      const subject = { ...input, kind, id: input.userId };
      await recordActivity(trx, actor, { action: "edited", subject, organisationId, changes });
      if (!changes.email) return;
      await queueEmail(trx, queue, {
        kind: "email_address_changed",
        recipient: input.email,
        ...addressedTo(kind, input.userId),
      });
    }),
  );
}

/** The lock on editing is in the update itself, so that a sign-in since the form was opened wins. */
async function store(trx: Transaction<DB>, kind: Subject["kind"], input: NewDetails): Promise<void> {
  const { numAffectedRows } = await sql`
    update ${sql.table(`${kind}s`)}
    set ${assignDetails(kind, input)}
    where id = ${input.userId} and last_signed_in_at is null
  `.execute(trx);
  if (numAffectedRows !== 1n) throw refusal("signedInMeanwhile");
}
