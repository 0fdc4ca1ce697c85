import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange, recordAndEmail, type Subject } from "../people/change.ts";
import { messageOf, refusal } from "../refusals.ts";

/** The least time between two invitations to a person that support staff ask for (specification, section 4). */
const minutesBetween = 5;

/**
 * Sends a person's invitation again, to their current address, until their first sign-in and at most once in 5 minutes
 * for a person, whichever organisation it is sent from. The worker cancels an earlier one that is still queued
 * (specification, section 4, Sending an invitation again).
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `alreadySignedIn`; TOO_MANY_REQUESTS with the reason
 * `sentJustNow` and a message that says how long to wait
 */
export async function resendInvitation(
  db: Database,
  context: ChangeContext,
  subject: Subject,
): Promise<void> {
  await makeChange(db, context, async (trx) => {
    const person = await subject.lock(trx);
    if (person.lastSignedInAt) throw refusal("alreadySignedIn");
    await requireInterval(trx, person.id);
    await recordAndEmail(trx, context, { ...subject, action: "invited_again", person });
  });
}

/** Documents the procedure that sends an invitation again; both kinds of user have one. */
export function describeResending(notFound: string) {
  return {
    summary: "Sends a user's invitation again, until their first sign-in.",
    errors: {
      FORBIDDEN: "the user has signed in",
      NOT_FOUND: notFound,
      TOO_MANY_REQUESTS: `the invitation was sent again less than ${minutesBetween} minutes ago`,
    },
  };
}

async function requireInterval(trx: Transaction<DB>, personId: string): Promise<void> {
  const { rows } = await sql<{ minutes: number }>`
    select ceil(extract(epoch from max(at) - now()) / 60 + ${minutesBetween}::int)::int as minutes from activity
    where subject_id = ${personId} and action = 'invited_again'
      and at > clock_timestamp() - make_interval(mins => ${minutesBetween})
    having count(*) > 0
  `.execute(trx);
  const [tooSoon] = rows;
  if (tooSoon === undefined) return;
  // The other invitation's entry can be later than `now()`, which is when this transaction began.
  const minutes = Math.min(Math.max(tooSoon.minutes, 1), minutesBetween);
  const wait = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  throw refusal("sentJustNow", { message: `${messageOf("sentJustNow")} You can send it again in ${wait}.` });
}
