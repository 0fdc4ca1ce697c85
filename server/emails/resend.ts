import { sql, type Transaction } from "kysely";
import type { Database } from "../../db/database.ts";
import type { DB } from "../../db/types.ts";
import type { ChangeContext } from "../actor.ts";
import { makeChange, recordAndEmail, type Subject } from "../people/change.ts";
import type { Person } from "../people/person.ts";
import { messageOf, refusal } from "../refusals.ts";

/** The shortest time, in minutes, between two repeats of a person's invitation (specification, section 4). */
const minutesBetween = 5;

/** The number of emails to one recipient about one organisation in 24 hours after which none is sent again. */
const emailsPerDay = 10;

/**
 * Sends a person's invitation again, to their current email address. It is possible until their first sign-in, and once
 * in 5 minutes for each person, not for each of their organisations. The worker cancels an earlier invitation that is
 * still queued (specification, section 4, Sending an invitation again).
 *
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `alreadySignedIn`; TOO_MANY_REQUESTS with the reason
 * `sentJustNow` and a message that says which organisation the invitation was about and how many minutes to wait, or
 * `tooManyEmails` and a message that says how many hours to wait
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
    await requireFewEmails(trx, person, subject);
    await recordAndEmail(trx, context, { ...subject, action: "invited_again", person });
  });
}

/** API documentation of the procedure `resendInvitation`, which organisation users and support users both have. */
export function describeResending(notFound: string) {
  return {
    summary: "Sends a user's invitation again, until their first sign-in.",
    errors: {
      FORBIDDEN: "the user has signed in",
      NOT_FOUND: notFound,
      TOO_MANY_REQUESTS: `the invitation was sent again less than ${minutesBetween} minutes ago, or the user got ${emailsPerDay} emails about this organisation in 24 hours`,
    },
  };
}

async function requireInterval(trx: Transaction<DB>, personId: string): Promise<void> {
  const { rows } = await sql<{ minutes: number; organisation: string | null }>`
    select ceil(extract(epoch from at - now()) / 60 + ${minutesBetween}::int)::int as minutes, name as organisation
    from activity left join organisations on organisations.id = organisation_id
    where subject_id = ${personId} and action = 'invited_again'
      and at > clock_timestamp() - make_interval(mins => ${minutesBetween})
    order by at desc
    limit 1
  `.execute(trx);
  const [tooSoon] = rows;
  if (tooSoon === undefined) return;
  // `now()` is when this transaction began. The earlier invitation may have been recorded since, while this transaction
  // waited for the lock on the person; `tooSoon.minutes` is then more than the limit.
  const minutes = Math.min(Math.max(tooSoon.minutes, 1), minutesBetween);
  const wait = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const sent =
    tooSoon.organisation === null
      ? messageOf("sentJustNow")
      : `We have just sent the invitation to ${tooSoon.organisation} again.`;
  throw refusal("sentJustNow", { message: `${sent} You can send it again in ${wait}.` });
}

/**
 * Keeps the console from being used to flood a mailbox. Cancelled emails do not count, as nobody got them.
 *
 * @throws {TRPCError} with the reason `tooManyEmails`
 */
async function requireFewEmails(
  trx: Transaction<DB>,
  { id, email }: Person,
  { kind, organisationId }: Subject,
): Promise<void> {
  const person = sql.ref(kind === "support_user" ? "support_user_id" : "organisation_user_id");
  const { rows } = await sql<{ hours: number }>`
    select ceil(extract(epoch from created_at + interval '24 hours' - now()) / 3600)::int as hours
    from emails
    where ${person} = ${id} and recipient = ${email} and organisation_id is not distinct from ${organisationId ?? null}::uuid
      and created_at > now() - interval '24 hours' and status <> 'cancelled'
    order by created_at desc
    offset ${emailsPerDay - 1} limit 1
  `.execute(trx);
  const [tenth] = rows;
  if (tenth === undefined) return;
  const wait = tenth.hours <= 1 ? "in an hour" : `in ${tenth.hours} hours`;
  throw refusal("tooManyEmails", { message: `${messageOf("tooManyEmails")} You can send it again ${wait}.` });
}
