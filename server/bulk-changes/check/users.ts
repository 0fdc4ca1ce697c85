import { type RawBuilder, sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { whyNotInvite } from "../../emails/resend.ts";
import { currentIdOf } from "../../people/merged.ts";
import { messageOf } from "../../refusals.ts";
import type { Verdict } from "../schema.ts";
import { blankRow, type CheckedRow } from "./checked-row.ts";
import { hasClosed } from "./organisations.ts";

/** A person to invite again or to remove, and the organisation that it is about; null if the check has to find it. */
export type UserOf = { userId: string; organisationId: string | null };

type Found = Pick<CheckedRow, "first_name" | "last_name" | "email" | "organisation_id" | "user_id"> & {
  organisation_name: string | null;
  reason: keyof typeof judgements | "organisationClosed" | null;
};

/** What each reason not to invite a person again means for the row. */
const judgements = {
  alreadySignedIn: { verdict: "signed_in", problem: "Has signed in" },
  sentJustNow: { verdict: "just_invited", problem: "Invited less than 5 minutes ago" },
  tooManyEmails: { verdict: "refused", problem: messageOf("tooManyEmails") },
} as const satisfies Record<string, { verdict: Verdict; problem: string }>;

const gone = { verdict: "already_removed", problem: "Already removed" } as const;

/**
 * Checks people to invite again, by the rules of `resendInvitation`, with one query. Each is one row, about the
 * organisation that they were last invited to and still belong to.
 */
export async function checkUsersToInvite(trx: Transaction<DB>, users: UserOf[]): Promise<CheckedRow[]> {
  const memberships = sql`(
    select organisation_id from memberships
    where user_id = person.id and organisation_id = coalesce(given.organisation_id, organisation_id)
    order by (
      select max(sequence) from emails where organisation_user_id = person.id
        and emails.organisation_id = memberships.organisation_id and emails.kind = 'organisation_user_added'
    ) desc nulls last, memberships.created_at desc, organisation_id
    limit 1
  )`;
  const found = await readUsers(trx, users, memberships, whyNotInvite("person", sql`member.organisation_id`));
  return found.map(({ reason, organisation_name: name, ...row }) => {
    if (row.organisation_id === null) return { ...blankRow, ...row, ...gone };
    if (reason === "organisationClosed")
      return { ...blankRow, ...row, verdict: "refused", problem: hasClosed(name ?? "") };
    const judgement = reason === null ? { verdict: "will_be_invited" as const } : judgements[reason];
    return { ...blankRow, ...row, ...judgement };
  });
}

/** Finds people to remove, with one query: one row for each organisation, if none is given. */
export async function checkUsersToRemove(trx: Transaction<DB>, users: UserOf[]): Promise<CheckedRow[]> {
  const memberships = sql`(
    select organisation_id from memberships
    where user_id = person.id and organisation_id = coalesce(given.organisation_id, organisation_id)
  )`;
  const found = await readUsers(trx, users, memberships, sql`null`);
  return found.map(({ reason: _, organisation_name: __, ...row }) => {
    if (row.organisation_id === null) return { ...blankRow, ...row, ...gone };
    return { ...blankRow, ...row, verdict: "will_be_removed" as const };
  });
}

/** Reads people in the order given, each with the rows of `memberships`; without an organisation if there are none. */
async function readUsers(
  trx: Transaction<DB>,
  users: UserOf[],
  memberships: RawBuilder<unknown>,
  reason: RawBuilder<Found["reason"]>,
): Promise<Found[]> {
  const ids = users.map(({ userId }) => userId);
  const organisationIds = users.map(({ organisationId }) => organisationId);
  const { rows } = await sql<Found>`
    select first_name, last_name, email, member.organisation_id, coalesce(person.id, given.id) as user_id,
      organisations.name as organisation_name,
      case when member.organisation_id is not null then ${reason} end as reason
    from unnest(${ids}::uuid[], ${organisationIds}::uuid[]) with ordinality as given (id, organisation_id, place)
    left join organisation_users person on person.id = ${currentIdOf(sql<string>`given.id`)}
    left join lateral ${memberships} member on true
    left join organisations on organisations.id = member.organisation_id
    order by place, organisations.name collate english, organisations.id
  `.execute(trx);
  return rows;
}
