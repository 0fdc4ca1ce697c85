import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import { recordActivity } from "../activity/activity.ts";
import type { Change } from "../actor.ts";
import type { EmailKind } from "../environment.ts";
import type { Person } from "../people/person.ts";
import { messageOf, refusal } from "../refusals.ts";
import { addressedTo } from "./addressee.ts";
import { queueEmail } from "./records.ts";

/** How long a person is left in peace between two invitations sent on request, in minutes (specification, section 4). */
const minutesBetween = 5;

/** What differs between the two kinds of user. `lock` throws NOT_FOUND for whoever cannot be invited from there. */
type Invited = {
  kind: "support_user" | "organisation_user";
  email: EmailKind;
  organisationId?: string;
  lock: (trx: Transaction<DB>) => Promise<Person>;
};

/**
 * Sends a person's invitation again, to the address as it is now, until their first sign-in and at most once in five
 * minutes, from whichever organisation. One that still waits to be sent is then cancelled; what was sent stays.
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `alreadySignedIn`; TOO_MANY_REQUESTS with the reason
 * `sentJustNow` and a message that says when it will be possible
 */
export async function sendInvitationAgain(
  db: Database,
  { actor, queue }: Change,
  { kind, email, organisationId, lock }: Invited,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Locked: of two who ask at once, the second waits here and then sees what the first did.
    const person = await lock(trx);
    if (person.lastSignedInAt) throw refusal("alreadySignedIn");
    await requireInterval(trx, person.id);
    await recordActivity(trx, actor, {
      action: "invited_again",
      subject: { kind, ...person },
      organisationId,
    });
    await queueEmail(trx, queue, {
      kind: email,
      recipient: person.email,
      ...addressedTo(kind, person.id),
      organisationId,
    });
  });
}

/** What the procedure of either kind of user says of itself; `notFound` is for whoever cannot be invited from there. */
export function describeInvitationAgain(notFound: string) {
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
  const { rows } = await sql<{ wait: number | null }>`
    select ceil(extract(epoch from max(at) - now()) / 60 + ${minutesBetween}::int)::int as wait from activity
    where subject_id = ${personId} and action = 'invited_again'
      and at > clock_timestamp() - make_interval(mins => ${minutesBetween})
  `.execute(trx);
  const wait = rows[0]?.wait;
  if (wait === null || wait === undefined) return;
  const minutes = Math.min(Math.max(wait, 1), minutesBetween);
  throw refusal("sentJustNow", { message: tooSoon(minutes) });
}

function tooSoon(minutes: number): string {
  return `${messageOf("sentJustNow")} You can send it again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}
