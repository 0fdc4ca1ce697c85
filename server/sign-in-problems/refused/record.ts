import { sql, type Transaction } from "kysely";
import type { DB } from "../../../db/types.ts";
import { plainText } from "../../people/name.ts";
import type { Identity } from "../../sign-in/match.ts";
import type { Refusal } from "./refusal.ts";

/** The most rows a day for sign-ins at whose address nobody was invited. Any number of strangers can try. */
export const mostStrangersPerDay = 2_000;

/** The most characters that are stored of an address and of a name. */
const [longestAddress, longestName] = [320, 100];

/**
 * Stores a refused sign-in, or counts a further try of one that is stored, and counts it for its day. Either opens the
 * problem again (specification, section 12, Refused sign-ins).
 *
 * The count of the day is locked first. So no number of sign-ins at the same moment adds more rows than the limit. What
 * support staff did while this sign-in was running stands.
 */
export async function recordRefused(
  trx: Transaction<DB>,
  identity: Identity,
  { reason, about }: Refusal,
): Promise<void> {
  const day = await countAttempt(trx, reason);
  const mayAdd = reason !== "not_invited" || day.accounts < mostStrangersPerDay;
  const values = sql`
    ${identity.sub}, ${matchable(identity.email)}, ${reason}::refused_reason,
    ${cut(identity.sentEmail ?? identity.email, longestAddress)}, ${nameOf(identity.givenName)},
    ${nameOf(identity.familyName)}, ${about?.kind === "support_user" ? about.id : null}::uuid,
    ${about?.kind === "organisation_user" ? about.id : null}::uuid
  `;
  const { rows } = await sql<{ isNew: boolean }>`
    insert into refused_sign_ins as stored (
      dfe_sign_in_id, matched_email, reason, email, given_name, family_name, support_user_id, organisation_user_id
    )
    select * from (values (${values})) one (sub, matched, reason)
    where ${mayAdd} or exists (
      select from refused_sign_ins same
      where same.dfe_sign_in_id = one.sub and same.matched_email = one.matched and same.reason = one.reason
    )
    on conflict on constraint refused_sign_ins_key do update set
      count = stored.count + 1, last_at = clock_timestamp(), email = excluded.email, given_name = excluded.given_name,
      family_name = excluded.family_name, support_user_id = excluded.support_user_id,
      organisation_user_id = excluded.organisation_user_id,
      resolved_at = case when stored.resolved_at > now() then stored.resolved_at end,
      invited_at = case when stored.invited_at > now() then stored.invited_at end,
      invited_by_kind = case when stored.invited_at > now() then stored.invited_by_kind end,
      invited_by_name = case when stored.invited_at > now() then stored.invited_by_name end
    returning xmax = 0 as "isNew"
  `.execute(trx);
  if (rows[0]?.isNew) await countAccount(trx, day.day, reason);
}

async function countAttempt(trx: Transaction<DB>, reason: Refusal["reason"]) {
  return trx
    .insertInto("refused_sign_in_days")
    .values({ day: sql<Date>`(now() at time zone 'Europe/London')::date`, reason, attempts: 1 })
    .onConflict((on) =>
      on.columns(["day", "reason"]).doUpdateSet({ attempts: sql`refused_sign_in_days.attempts + 1` }),
    )
    .returning([sql<string>`day::text`.as("day"), "accounts"])
    .executeTakeFirstOrThrow();
}

async function countAccount(trx: Transaction<DB>, day: string, reason: Refusal["reason"]): Promise<void> {
  await trx
    .updateTable("refused_sign_in_days")
    .set({ accounts: sql`accounts + 1` })
    .where(sql<boolean>`day = ${day}::date`)
    .where("reason", "=", reason)
    .execute();
}

/** The form in which the address is compared with those of users. One that is not valid is compared with nothing. */
function matchable(email: string): string {
  return cut(email, longestAddress);
}

function nameOf(name: string | undefined): string | null {
  return cut(name ?? "", longestName) || null;
}

/** Text from outside without control characters, up to so many characters. */
function cut(text: string, longest: number): string {
  return Array.from(plainText(text.slice(0, 4 * longest)))
    .slice(0, longest)
    .join("");
}

/**
 * Resolves the problems of somebody who has just signed in: those of the same id, and those of the same address, unless
 * that is linked to another account (specification, section 12, Refused sign-ins). An organisation user without an
 * organisation has signed in, but to nothing.
 *
 * @returns whether the person has something to use, and so has really signed in
 */
export async function resolveBySuccess(
  trx: Transaction<DB>,
  { sub, email, emailVerified }: Identity,
  person: { kind: "support_user" | "organisation_user"; id: string },
): Promise<boolean> {
  const belongs = sql<boolean>`(
    ${person.kind === "support_user"} or exists (select from memberships where user_id = ${person.id}::uuid)
  )`;
  const { rows } = await sql<{ belongs: boolean }>`
    with resolved as (
      update refused_sign_ins set resolved_at = now()
      where resolved_at is null and ${belongs} and (
        dfe_sign_in_id = ${sub}
        or ${emailVerified !== false} and reason <> 'linked_account' and matched_email = ${matchable(email)}
          and matched_email <> ''
      )
    )
    select ${belongs} as belongs
  `.execute(trx);
  return rows[0]?.belongs === true;
}
