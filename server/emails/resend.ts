import { type RawBuilder, sql, type Transaction } from "kysely";
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
 * @throws {TRPCError} NOT_FOUND; FORBIDDEN with the reason `alreadySignedIn` or `organisationClosed`; TOO_MANY_REQUESTS with the reason
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
    const { isClosed, tooSoon, tenth } = await readRecent(trx, person, subject);
    if (isClosed) throw refusal("organisationClosed");
    if (tooSoon) refuseTooSoon(tooSoon);
    if (tenth) refuseTooMany(tenth);
    await recordAndEmail(trx, context, { ...subject, action: "invited_again", person });
  });
}

/** API documentation of the procedure `resendInvitation`, which organisation users and support users both have. */
export function describeResending(notFound: string) {
  return {
    summary: "Sends a user's invitation again, until their first sign-in.",
    errors: {
      FORBIDDEN: "the user has signed in, or the organisation has closed",
      NOT_FOUND: notFound,
      TOO_MANY_REQUESTS: `the invitation was sent again less than ${minutesBetween} minutes ago, or the user got ${emailsPerDay} emails about this organisation in 24 hours`,
    },
  };
}

/** The repeat of an invitation in the last minutes, and in how many seconds another one can follow. */
type Repeat = { seconds: number; organisation: string | null };

/** The tenth of the newest emails in the last 24 hours, and in how many seconds it is older. */
type Tenth = { seconds: number };

/** `isClosed`: whether the organisation has closed; null for a support user. */
type Recent = { isClosed: boolean | null; tooSoon: Repeat | null; tenth: Tenth | null };

/** An SQL condition on an activity entry about a person: their invitation was sent again in the last minutes. */
const isRecentRepeat = sql<boolean>`
  action = 'invited_again' and at > clock_timestamp() - make_interval(mins => ${sql.lit(minutesBetween)})
`;

/** An SQL condition on an email. Cancelled emails do not count, as nobody got them. */
const isOfToday = sql<boolean>`emails.created_at > now() - interval '24 hours' and status <> 'cancelled'`;

/**
 * SQL for what `resendInvitation` would throw for an organisation user, for a query that checks many: the reason, or null.
 *
 * @param user the name of the user's table in the query
 * @param organisationId SQL for the organisation that the invitation is about
 */
export function whyNotInvite(
  user: string,
  organisationId: RawBuilder<string>,
): RawBuilder<"alreadySignedIn" | "organisationClosed" | "sentJustNow" | "tooManyEmails" | null> {
  const [id, email] = [sql.ref(`${user}.id`), sql.ref(`${user}.email`)];
  return sql`case
    when ${sql.ref(`${user}.last_signed_in_at`)} is not null then 'alreadySignedIn'
    when (select is_closed from organisations where organisations.id = ${organisationId}) then 'organisationClosed'
    when exists (select from activity where subject_id = ${id} and ${isRecentRepeat}) then 'sentJustNow'
    when (
      select count(*) from emails where organisation_user_id = ${id} and recipient = ${email}
        and emails.organisation_id = ${organisationId} and ${isOfToday}
    ) >= ${sql.lit(emailsPerDay)} then 'tooManyEmails'
  end`;
}

/** Reads what speaks against sending again. */
async function readRecent(
  trx: Transaction<DB>,
  { id, email }: Person,
  { kind, organisationId }: Subject,
): Promise<Recent> {
  const person = sql.ref(kind === "support_user" ? "support_user_id" : "organisation_user_id");
  const place = sql`${organisationId ?? null}::uuid`;
  const { rows } = await sql<Recent>`
    select (select is_closed from organisations where id = ${place}) as "isClosed", (
      select json_build_object(
        'seconds', ceil(extract(epoch from at - now()) + ${minutesBetween * 60}::int)::int, 'organisation', name
      )
      from activity left join organisations on organisations.id = organisation_id
      where subject_id = ${id} and ${isRecentRepeat}
      order by at desc
      limit 1
    ) as "tooSoon", (
      select json_build_object(
        'seconds', ceil(extract(epoch from created_at + interval '24 hours' - now()))::int
      )
      from emails
      where ${person} = ${id} and recipient = ${email}
        and organisation_id is not distinct from ${place} and ${isOfToday}
      order by created_at desc
      offset ${emailsPerDay - 1} limit 1
    ) as tenth
  `.execute(trx);
  return rows[0] ?? { isClosed: null, tooSoon: null, tenth: null };
}

/** @throws {TRPCError} with the reason `sentJustNow` */
function refuseTooSoon({ seconds, organisation }: Repeat): never {
  // `now()` is when this transaction began. The earlier invitation may have been recorded since, while this transaction
  // waited for the lock on the person; `seconds` is then more than the limit.
  const retryAfterSeconds = Math.min(Math.max(seconds, 1), minutesBetween * 60);
  const left = Math.ceil(retryAfterSeconds / 60);
  const wait = left === 1 ? "1 minute" : `${left} minutes`;
  const sent =
    organisation === null
      ? messageOf("sentJustNow")
      : `We have just sent the invitation to ${organisation} again.`;
  throw refusal("sentJustNow", { message: `${sent} You can send it again in ${wait}.`, retryAfterSeconds });
}

/**
 * Keeps the console from being used to flood a mailbox.
 *
 * @throws {TRPCError} with the reason `tooManyEmails`
 */
function refuseTooMany({ seconds }: Tenth): never {
  const retryAfterSeconds = Math.max(seconds, 1);
  const hours = Math.ceil(retryAfterSeconds / 3_600);
  const wait = hours === 1 ? "in an hour" : `in ${hours} hours`;
  const message = `${messageOf("tooManyEmails")} You can send it again ${wait}.`;
  throw refusal("tooManyEmails", { message, retryAfterSeconds });
}
