import { type Expression, sql } from "kysely";
import type { Database } from "../../../db/database.ts";
import { compiledOnce, type Placeholders } from "../../../db/statements/compiled-once.ts";
import type { Addressee } from "../addressee.ts";
import type { EmailKind } from "../kinds.ts";
import { isSamePerson, orderOf } from "./order.ts";
import { isOutcomeUnknown } from "./outcomes.ts";
import { type Standing, standing } from "./superseded.ts";

/** A queued email with what its message says, and whether it holds. */
export type QueuedEmail = Addressee &
  Standing & {
    id: string;
    kind: EmailKind;
    /** Null after the retention period. */
    recipient: string | null;
    attempts: number;
    retries: number;
    /** The time since the last attempt to send it, in milliseconds by the database's clock; null if there was none. */
    sinceAttempt: number | null;
    /** Why the last attempt failed; null if there was none, or its outcome was not recorded. */
    error: string | null;
    /** Whether Notify may have accepted it. */
    isUnknown: boolean;
    /** Whether it was tried and is not yet due again. An email that only waits for an earlier one is not postponed. */
    isPostponed: boolean;
    /** The name of its person; null if their record was deleted. */
    firstName: string | null;
    lastName: string | null;
    /** The name of its organisation. */
    organisation: string | null;
    /** Whether a bulk change caused it. */
    isBulk: boolean;
    /** Whether no other email waits to be sent, of those that the query looks for. */
    isLast: boolean;
  };

/**
 * Which emails to look for: those to a person that no bulk change caused, this one that a bulk change caused (if not
 * null), and earlier ones that these must not overtake; apart from those `without`.
 */
type Search = { personId: string; bulkEmailId: string | null; without: string[] };

/** Reads the first of these emails that waits to be sent, in the order of requests. */
export async function findNextEmail(db: Database, search: Search): Promise<QueuedEmail | undefined> {
  const [email] = await selectNextEmail(db, search);
  return email;
}

const selectNextEmail = compiledOnce((_db, { personId, bulkEmailId, without }: Placeholders<Search>) => {
  const isWaiting = sql`
    ${isToPerson(personId)} and this.status = 'queued' and this.id <> all(${without}::uuid[])
    and (${isWanted("this", bulkEmailId)} or exists (
      select from emails later where ${isSamePerson("later", "this")} and later.status = 'queued'
        and ${isWanted("later", bulkEmailId)} and ${orderOf("later")} > ${orderOf("this")}
        and (later.organisation_id = this.organisation_id) is not false
    ))
  `;
  return sql<QueuedEmail>`
    select this.id, kind, recipient, attempts, retries, error, support_user_id as "supportUserId",
      organisation_user_id as "organisationUserId", organisation_id as "organisationId",
      (extract(epoch from now() - attempted_at) * 1000)::float8 as "sinceAttempt",
      ${isOutcomeUnknown("this")} as "isUnknown",
      coalesce(due_at > now() and attempted_at is not null, false) as "isPostponed",
      bulk_change_id is not null as "isBulk",
      coalesce(s.first_name, o.first_name) as "firstName", coalesce(s.last_name, o.last_name) as "lastName",
      organisations.name as organisation, ${standing}, (
        select count(*) = 1 from emails this where ${isWaiting}
      ) as "isLast"
    from emails this
    left join support_users s on s.id = support_user_id
    left join organisation_users o on o.id = organisation_user_id
    left join organisations on organisations.id = organisation_id
    where ${isWaiting}
    order by ${orderOf("this")}
    limit 1
  `;
});

/** Whether an email, as the query names it, is looked for itself, and not only because a later one is. */
function isWanted(email: string, bulkEmailId: Expression<string | null>) {
  return sql<boolean>`
    (${sql.ref(`${email}.bulk_change_id`)} is null or ${sql.ref(`${email}.id`)} = ${bulkEmailId}::uuid)
  `;
}

/**
 * The condition that an email, which the query names `this`, is to a person. An email whose person's record was deleted
 * stands for itself: `personId` is then its own id.
 */
export function isToPerson(personId: Expression<string>) {
  return sql<boolean>`
    (this.support_user_id = ${personId} or this.organisation_user_id = ${personId} or this.id = ${personId})
  `;
}

/**
 * Returns the first email of each queue that waits to be sent to the same person as this one, whatever its status.
 */
export async function findFirstQueuedBeside(db: Database, id: string) {
  const { rows } = await sql<{ emailId: string; bulkChangeId: string | null }>`
    select distinct on (next.bulk_change_id is null) next.id as "emailId", next.bulk_change_id as "bulkChangeId"
    from emails this join emails next on ${isSamePerson("next", "this")} and next.status = 'queued'
    where this.id = ${id} order by next.bulk_change_id is null, ${orderOf("next")}
  `.execute(db);
  return rows;
}
